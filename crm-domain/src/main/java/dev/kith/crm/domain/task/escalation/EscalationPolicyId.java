package dev.kith.crm.domain.task.escalation;

import java.util.UUID;

public record EscalationPolicyId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
