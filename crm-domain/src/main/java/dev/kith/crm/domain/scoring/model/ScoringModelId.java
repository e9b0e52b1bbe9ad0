package dev.kith.crm.domain.scoring.model;

import java.util.UUID;

public record ScoringModelId(UUID value) implements Comparable<ScoringModelId> {

  @Override
  public int compareTo(ScoringModelId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
