package dev.kith.crm.domain.relationship;

import java.util.UUID;

public record RelationshipId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
