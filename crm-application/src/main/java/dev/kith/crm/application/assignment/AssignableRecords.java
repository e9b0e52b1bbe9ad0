package dev.kith.crm.application.assignment;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * The records of a feature, as they are given to users of a pool. A feature whose records can be
 * assigned gives one of these to the front door.
 */
public interface AssignableRecords {

  /** The type of their {@link Subject}s, such as {@code lead}. */
  String type();

  /**
   * What must be known of a record, hidden fields included. Refused with {@code not-found} and
   * {@code forbidden} unless the actor may do that to it, and where it cannot be given to anybody.
   */
  Outcome<Candidate> candidate(UUID id, Action action, Context context);

  /** Gives a record to a user, with everything that goes with it. */
  Outcome<Subject> assign(UUID id, UserId user, Context context);

  /**
   * How many of them each of these users has that are not done with; those with none are missing.
   */
  Map<UserId, Long> open(Collection<UserId> users);

  /** What those of these records are called that the actor sees. */
  Map<UUID, String> names(Collection<UUID> ids, Context context);
}
