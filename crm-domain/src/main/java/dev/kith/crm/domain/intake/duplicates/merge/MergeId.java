package dev.kith.crm.domain.intake.duplicates.merge;

import java.util.UUID;

public record MergeId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
