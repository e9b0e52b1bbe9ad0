package dev.kith.crm.domain.intake.duplicates;

import java.util.UUID;

public record DistinctPairId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
