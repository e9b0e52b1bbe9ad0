package dev.kith.crm.domain.intake.preset;

import java.util.UUID;

public record MappingPresetId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
