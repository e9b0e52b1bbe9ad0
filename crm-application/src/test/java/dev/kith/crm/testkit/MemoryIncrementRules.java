package dev.kith.crm.testkit;

import dev.kith.crm.application.scoring.ledger.IncrementRuleStore;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.UsualRules;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryIncrementRules implements IncrementRuleStore {

  private final MemoryAggregates<IncrementRuleId, IncrementRule> rules;

  MemoryIncrementRules(MemoryTransactions transactions) {
    this.rules = new MemoryAggregates<>(transactions, IncrementRule::id);
    UsualRules.ALL.forEach(rule -> rules.add(rule, Outcome::done).orElseThrow());
  }

  @Override
  public Optional<IncrementRule> find(IncrementRuleId id) {
    return rules.find(id);
  }

  @Override
  public List<IncrementRule> all() {
    return rules.all().stream().sorted(Comparator.comparing(rule -> rule.id().toString())).toList();
  }

  @Override
  public Outcome<IncrementRule> add(IncrementRule rule) {
    return rules.add(rule, Outcome::done);
  }

  @Override
  public Outcome<IncrementRule> update(IncrementRule rule) {
    return rules.update(rule, Outcome::done);
  }
}
