package dev.kith.crm.domain.intake.enrichment;

import java.util.UUID;

public record FoundValueId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
