package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.attribution.AttributionRuleStore;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;
import java.util.UUID;

final class MemoryAttributionRules implements AttributionRuleStore {

  private final MemoryAggregates<UUID, AttributionRules> rules;

  MemoryAttributionRules(MemoryTransactions transactions) {
    this.rules = new MemoryAggregates<>(transactions, r -> AttributionRules.ID);
    rules.add(AttributionRules.USUAL, Outcome::done).orElseThrow();
  }

  @Override
  public Optional<AttributionRules> find(UUID id) {
    return rules.find(id);
  }

  @Override
  public Outcome<AttributionRules> add(AttributionRules added) {
    throw new IllegalStateException("there are rules from the beginning");
  }

  @Override
  public Outcome<AttributionRules> update(AttributionRules changed) {
    return rules.update(changed, Outcome::done);
  }
}
