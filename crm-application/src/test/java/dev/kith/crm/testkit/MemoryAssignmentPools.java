package dev.kith.crm.testkit;

import dev.kith.crm.application.assignment.AssignmentPoolStore;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.Turns;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Optional;

final class MemoryAssignmentPools implements AssignmentPoolStore {

  private record Lane(AssignmentPoolId pool, String lane) {}

  private final MemoryTransactions transactions;
  private final MemoryAggregates<AssignmentPoolId, AssignmentPool> pools;
  private final MemoryTable<Lane, Turns> turns;

  MemoryAssignmentPools(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.pools = new MemoryAggregates<>(transactions, AssignmentPool::id);
    this.turns = new MemoryTable<>(transactions);
  }

  @Override
  public Optional<AssignmentPool> find(AssignmentPoolId id) {
    return pools.find(id);
  }

  /** Nobody else does anything while a run is under way. */
  @Override
  public Optional<AssignmentPool> lock(AssignmentPoolId id) {
    return pools.find(id);
  }

  @Override
  public Outcome<AssignmentPool> add(AssignmentPool pool) {
    return pools.add(pool, this::unlessNameTaken);
  }

  @Override
  public Outcome<AssignmentPool> update(AssignmentPool pool) {
    return pools.update(pool, this::unlessNameTaken);
  }

  @Override
  public List<AssignmentPool> live() {
    return pools.live();
  }

  @Override
  public Turns turns(AssignmentPoolId pool, String lane) {
    return turns.find(new Lane(pool, lane)).orElse(Turns.NONE);
  }

  @Override
  public void save(AssignmentPoolId pool, String lane, Turns now) {
    turns.put(new Lane(pool, lane), now);
  }

  @Override
  public void forgetTurns(AssignmentPoolId pool) {
    transactions.alone(() -> {
      turns.keys().stream().filter(lane -> lane.pool().equals(pool)).forEach(turns::remove);
      return pool;
    });
  }

  private Outcome<AssignmentPool> unlessNameTaken(AssignmentPool pool) {
    boolean taken =
        !pool.revision().isDeleted()
            && live().stream()
                .anyMatch(p -> !p.id().equals(pool.id()) && p.name().equalsIgnoreCase(pool.name()));
    return taken
        ? Outcome.refused(new NameTaken("assignment-pool", pool.name()))
        : Outcome.done(pool);
  }
}
