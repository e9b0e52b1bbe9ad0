package dev.kith.crm.domain.intake.attribution;

import java.util.UUID;

public record TouchId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
