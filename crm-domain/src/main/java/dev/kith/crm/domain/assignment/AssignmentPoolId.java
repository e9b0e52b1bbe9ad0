package dev.kith.crm.domain.assignment;

import java.util.UUID;

public record AssignmentPoolId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
