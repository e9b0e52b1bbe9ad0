package dev.kith.crm.domain.lead;

import java.util.UUID;

public record LeadId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
