package dev.kith.crm.application.relationship;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Target;
import java.time.Instant;
import java.util.Set;

/** Remembers which suggested roles somebody does not have. */
public interface DeclinedRoles {

  /**
   * @param role its key
   */
  record Declined(ContactId contact, String role) {}

  /** For a target. */
  Set<Declined> of(Target target);

  /** For which targets something was declined for this contact. */
  Set<Target> targetsOf(ContactId contact);

  /** Remembers one; whoever was first is remembered. */
  void add(Target target, Declined declined, UserId by, Instant at);
}
