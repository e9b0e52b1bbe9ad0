package dev.kith.crm.domain.relationship;

import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;

/** What happens to the roles of contacts. */
public sealed interface RelationshipEvent extends DomainEvent {

  RelationshipId relationship();

  @Override
  default Subject subject() {
    return Relationship.subjectOf(relationship());
  }

  /**
   * @param role its key
   */
  record Began(
      RelationshipId relationship,
      ContactId contact,
      Target target,
      String role,
      RoleSource source,
      Instant from)
      implements RelationshipEvent {
    @Override
    public String type() {
      return "relationship.began.v1";
    }
  }

  record Changed(RelationshipId relationship, int influence, Stance stance)
      implements RelationshipEvent {
    @Override
    public String type() {
      return "relationship.changed.v1";
    }
  }

  /** From then on, the contact is the primary one of the target. */
  record MadePrimary(RelationshipId relationship, ContactId contact, Target target, Instant from)
      implements RelationshipEvent {
    @Override
    public String type() {
      return "relationship.made-primary.v1";
    }
  }

  record Ended(
      RelationshipId relationship, ContactId contact, Target target, String role, Instant at)
      implements RelationshipEvent {
    @Override
    public String type() {
      return "relationship.ended.v1";
    }
  }
}
