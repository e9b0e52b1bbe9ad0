package dev.kith.crm.testkit;

import dev.kith.crm.application.scoring.card.ScoreOverrideStore;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.ScoreOverride;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

final class MemoryScoreOverrides implements ScoreOverrideStore {

  private final MemoryTransactions transactions;
  private final MemoryTable<UUID, ScoreOverride> overrides;

  MemoryScoreOverrides(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.overrides = new MemoryTable<>(transactions);
  }

  @Override
  public void add(ScoreOverride override) {
    overrides.put(override.id(), override);
  }

  @Override
  public void end(LeadId lead, Instant at) {
    transactions.alone(() -> {
      of(lead).stream()
          .filter(override -> override.endedAt() == null)
          .forEach(override -> overrides.put(override.id(), override.ended(at)));
      return lead;
    });
  }

  @Override
  public List<ScoreOverride> of(LeadId lead) {
    return overrides.all().stream()
        .filter(override -> override.lead().equals(lead))
        .toList()
        .reversed();
  }
}
