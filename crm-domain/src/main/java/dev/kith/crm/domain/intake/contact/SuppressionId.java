package dev.kith.crm.domain.intake.contact;

import java.util.UUID;

public record SuppressionId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
