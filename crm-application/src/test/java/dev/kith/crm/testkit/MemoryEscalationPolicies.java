package dev.kith.crm.testkit;

import dev.kith.crm.application.task.escalation.EscalationPolicyStore;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationPolicyId;
import java.util.List;
import java.util.Optional;

final class MemoryEscalationPolicies implements EscalationPolicyStore {

  private final MemoryAggregates<EscalationPolicyId, EscalationPolicy> policies;

  MemoryEscalationPolicies(MemoryTransactions transactions) {
    this.policies = new MemoryAggregates<>(transactions, EscalationPolicy::id);
  }

  @Override
  public Optional<EscalationPolicy> find(EscalationPolicyId id) {
    return policies.find(id);
  }

  @Override
  public Outcome<EscalationPolicy> add(EscalationPolicy policy) {
    return policies.add(policy, this::unlessNameTaken);
  }

  @Override
  public Outcome<EscalationPolicy> update(EscalationPolicy policy) {
    return policies.update(policy, this::unlessNameTaken);
  }

  @Override
  public List<EscalationPolicy> live() {
    return policies.live();
  }

  private Outcome<EscalationPolicy> unlessNameTaken(EscalationPolicy policy) {
    boolean taken =
        !policy.revision().isDeleted()
            && live().stream()
                .anyMatch(
                    p -> !p.id().equals(policy.id()) && p.name().equalsIgnoreCase(policy.name()));
    return taken
        ? Outcome.refused(new NameTaken("escalation-policy", policy.name()))
        : Outcome.done(policy);
  }
}
