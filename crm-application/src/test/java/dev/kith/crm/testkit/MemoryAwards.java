package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.scoring.ledger.AwardStore;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.AwardId;
import dev.kith.crm.domain.scoring.ledger.AwardTerms;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

final class MemoryAwards implements AwardStore {

  private final MemoryTransactions transactions;
  private final MemoryTable<AwardId, Award> awards;

  MemoryAwards(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.awards = new MemoryTable<>(transactions);
  }

  List<Award> all() {
    return awards.all();
  }

  @Override
  public void add(Award award) {
    transactions.alone(() -> {
      if (from(award.origin()).isPresent()) {
        throw new ConcurrentChangeException(
            "there is an award of this origin", new IllegalStateException(award.origin()));
      }
      awards.put(award.id(), award);
      return award;
    });
  }

  @Override
  public void save(Award award) {
    transactions.alone(() -> {
      awards.put(award.id(), award);
      return award;
    });
  }

  @Override
  public Optional<Award> find(AwardId id) {
    return awards.find(id);
  }

  @Override
  public Optional<Award> from(String origin) {
    return having(award -> award.origin().equals(origin)).stream().findFirst();
  }

  @Override
  public List<Award> all(Collection<AwardId> ids) {
    return having(award -> ids.contains(award.id()));
  }

  @Override
  public List<Award> of(Collection<LeadId> leads) {
    return having(award -> leads.contains(award.lead()));
  }

  private List<Award> having(Predicate<Award> which) {
    return awards.all().stream()
        .filter(which)
        .sorted(
            Comparator.comparing(Award::awardedAt)
                .thenComparing(award -> award.id().toString())
                .reversed())
        .toList();
  }

  @Override
  public Set<AwardTerms> terms() {
    return awards.all().stream().map(Award::terms).collect(toImmutableSet());
  }

  @Override
  public List<UUID> move(LeadId from, LeadId to) {
    List<UUID> ids = of(List.of(from)).stream().map(award -> award.id().value()).toList();
    moveBack(ids, from, to);
    return ids;
  }

  @Override
  public void moveBack(Collection<UUID> moved, LeadId from, LeadId to) {
    transactions.alone(() -> {
      having(award -> moved.contains(award.id().value()) && award.lead().equals(from))
          .forEach(award -> awards.put(award.id(), award.of(to)));
      return moved;
    });
  }
}
