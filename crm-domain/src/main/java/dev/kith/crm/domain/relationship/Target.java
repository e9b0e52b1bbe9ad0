package dev.kith.crm.domain.relationship;

import dev.kith.crm.domain.shared.Subject;
import java.util.UUID;

/** The record for which a contact plays a part. */
public record Target(TargetKind kind, UUID id) {

  public Subject subject() {
    return new Subject(kind.code(), id);
  }

  @Override
  public String toString() {
    return kind.code() + "/" + id;
  }
}
