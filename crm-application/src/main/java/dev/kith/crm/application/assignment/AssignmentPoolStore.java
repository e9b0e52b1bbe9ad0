package dev.kith.crm.application.assignment;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.Turns;
import java.util.List;
import java.util.Optional;

/**
 * Keeps pools, and whose turn it is in each. No two live ones have names that differ only in case:
 * adding and updating are refused with {@link dev.kith.crm.domain.shared.CommonRefusal.NameTaken}.
 */
public interface AssignmentPoolStore extends AggregateStore<AssignmentPoolId, AssignmentPool> {

  /** All live ones, in any order. */
  List<AssignmentPool> live();

  /** The pool; nobody else changes it or locks it until the current run has ended. */
  Optional<AssignmentPool> lock(AssignmentPoolId id);

  /** {@link Turns#NONE} where nobody of this lane has had one. */
  Turns turns(AssignmentPoolId pool, String lane);

  /** Keeps them; the pool is locked. */
  void save(AssignmentPoolId pool, String lane, Turns turns);

  /** All lanes of the pool begin anew. */
  void forgetTurns(AssignmentPoolId pool);
}
