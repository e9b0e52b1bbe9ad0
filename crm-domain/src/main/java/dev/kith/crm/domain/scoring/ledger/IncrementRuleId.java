package dev.kith.crm.domain.scoring.ledger;

import java.util.UUID;

public record IncrementRuleId(UUID value) implements Comparable<IncrementRuleId> {

  @Override
  public int compareTo(IncrementRuleId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
