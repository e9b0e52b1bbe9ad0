package dev.kith.crm.domain.relationship;

import dev.kith.crm.domain.shared.Subject;
import java.util.UUID;

/** The record for which a contact plays a part. */
public record Target(TargetKind kind, UUID id) {

  public Subject subject() {
    return new Subject(kind.code(), id);
  }

  /** Under which the audit trail tells what became of the roles that were suggested for it. */
  public Subject suggestions() {
    return new Subject("role-suggestion", id);
  }

  @Override
  public String toString() {
    return kind.code() + "/" + id;
  }
}
