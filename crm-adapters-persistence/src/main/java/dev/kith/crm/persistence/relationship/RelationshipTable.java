package dev.kith.crm.persistence.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Phase;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.RoleSource;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.RelationshipRecord;
import dev.kith.crm.persistence.kernel.RecordJson;
import java.util.List;

/** A row of a relationship, and the relationship of a row. */
final class RelationshipTable {

  /** As they are kept in one column. */
  record Phases(List<Phase> phases) {
    Phases {
      phases = ImmutableList.copyOf(phases);
    }
  }

  private RelationshipTable() {}

  static RelationshipRecord row(Relationship relationship, RecordJson json) {
    RelationshipRecord row = new RelationshipRecord();
    row.setId(relationship.id().value());
    row.setVersion(relationship.revision().version());
    row.setCreatedAt(relationship.revision().createdAt());
    row.setUpdatedAt(relationship.revision().updatedAt());
    row.setContactId(relationship.contact().value());
    row.setTargetKind(relationship.target().kind().code());
    row.setTargetId(relationship.target().id());
    row.setRoleKey(relationship.role());
    row.setSource(relationship.source().name());
    row.setConfidence(relationship.confidence());
    row.setValidFrom(relationship.validFrom());
    row.setValidTo(relationship.validTo());
    row.setIsPrimary(relationship.phase().primary());
    row.setInfluence(relationship.phase().influence());
    row.setStance(relationship.phase().stance().name());
    row.setPhases(json.write(new Phases(relationship.phases())));
    return row;
  }

  static Relationship relationship(RelationshipRecord row, RecordJson json) {
    return new Relationship(
        new RelationshipId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        new ContactId(row.getContactId()),
        new Target(TargetKind.named(row.getTargetKind()).orElseThrow(), row.getTargetId()),
        row.getRoleKey(),
        RoleSource.valueOf(row.getSource()),
        row.getConfidence(),
        json.read(row.getPhases(), Phases.class).phases(),
        row.getValidTo());
  }
}
