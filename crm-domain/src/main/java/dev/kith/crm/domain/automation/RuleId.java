package dev.kith.crm.domain.automation;

import java.util.UUID;

public record RuleId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
