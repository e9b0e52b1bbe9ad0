package dev.kith.crm.domain.intake.consent;

import java.util.UUID;

public record ConsentId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
