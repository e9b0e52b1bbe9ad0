package dev.kith.crm.application.relationship;

import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.Stance;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with the roles that contacts have. It needs the permission to edit the target,
 * and that the contact is seen. As long as anybody has a role for a target, exactly one is the
 * primary contact of it: the first to come, until another is made it; when their role ends, it is
 * the one who has been there the longest.
 *
 * <p>Each can be refused with {@code forbidden}, {@code not-found}, {@code stale-version}, {@code
 * target-deleted}; what else is possible stands at the method.
 */
public interface Relationships {

  /** So many can be set at once. */
  int MOST_MEMBERS = 200;

  /**
   * A contact takes a role.
   *
   * @param primary whether the contact is made the primary one of the target
   */
  record Begin(ContactId contact, Target target, RelationshipDraft draft, boolean primary) {}

  /**
   * A contact in a role, as one of all that there shall be.
   *
   * @param influence null for what it is, or usually is
   * @param stance null for what it is, or neutral
   */
  record Member(
      ContactId contact,
      String role,
      @Nullable Integer influence,
      @Nullable Stance stance,
      boolean primary) {}

  /**
   * Refused with {@code invalid}, {@code unknown-contact}, {@code unknown-contact-role}, {@code
   * relationship-exists}.
   */
  Outcome<Relationship> begin(Begin command);

  /** Null leaves as it is. Refused with {@code invalid}, {@code relationship-ended}. */
  Outcome<Relationship> weigh(
      RelationshipId id, @Nullable Integer influence, @Nullable Stance stance);

  /** Whoever was the primary one gives way. Refused with {@code relationship-ended}. */
  Outcome<Relationship> makePrimary(RelationshipId id);

  /**
   * Refused with {@code invalid}, {@code relationship-ended}.
   *
   * @param at null for now
   */
  Outcome<Relationship> end(RelationshipId id, @Nullable Instant at);

  /**
   * These have roles for the target from now on, and no others that the actor sees: what is missing
   * ends, what is new begins, what is there is weighed anew. All of it or nothing. Refused with
   * {@code invalid}, every problem listed.
   */
  Outcome<List<RelationshipView>> setAll(Target target, List<Member> members);
}
