package dev.kith.crm.domain.scoring.ledger;

import java.util.UUID;

public record AwardId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
