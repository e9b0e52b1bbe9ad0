package dev.kith.crm.domain.testkit;

import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Roles of contacts for tests. */
public final class Relationships {

  public static final Instant BEGUN = Instant.parse("2026-11-02T10:00:00Z");

  private Relationships() {}

  public static RelationshipId anId() {
    return new RelationshipId(Leads.anId().value());
  }

  public static Target anOpportunity() {
    return new Target(TargetKind.OPPORTUNITY, Leads.anId().value());
  }

  /** Of a contact of its own. */
  public static Relationship of(Target target, String role, @Nullable Instant primarySince) {
    return Relationship.begin(
            anId(), Contacts.anId(), target, RelationshipDraft.of(role), primarySince, BEGUN)
        .orElseThrow()
        .next();
  }
}
