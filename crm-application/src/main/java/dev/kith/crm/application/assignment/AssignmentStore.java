package dev.kith.crm.application.assignment;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what was assigned, for good. No two have the same {@link Assignment#origin()}: adding a
 * second makes the run repeat, by a {@link
 * dev.kith.crm.application.kernel.ConcurrentChangeException}; ask {@link #ofOrigin} first.
 *
 * <p>An assignment is visible to whoever reaches the user who got it. Views do not say what the
 * record is called; who reads them fills that in.
 */
public interface AssignmentStore {

  default void add(Assignment assignment) {
    addAll(List.of(assignment));
  }

  /** Several together; none of them is kept if any has an origin that is taken. */
  void addAll(Collection<Assignment> assignments);

  Optional<Assignment> ofOrigin(String origin);

  Optional<AssignmentView> find(AssignmentId id, Visibility visible);

  /** By {@link AssignmentView#CATALOGUE}; there is neither a search nor a bin. */
  Page<AssignmentView> page(ListQuery query, Visibility visible);

  /** How many each user got from a pool from a moment on; those with none are missing. */
  Map<UserId, Long> givenSince(AssignmentPoolId pool, Instant since);
}
