package dev.kith.crm.domain.competitor;

import java.util.UUID;

public record CompetitorId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
