package dev.kith.crm.domain.opportunity;

import java.util.UUID;

public record OpportunityId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
