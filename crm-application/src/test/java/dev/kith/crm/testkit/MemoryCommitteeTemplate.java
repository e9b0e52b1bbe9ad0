package dev.kith.crm.testkit;

import dev.kith.crm.application.relationship.CommitteeTemplateStore;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;
import java.util.UUID;

final class MemoryCommitteeTemplate implements CommitteeTemplateStore {

  private final MemoryAggregates<UUID, CommitteeTemplate> template;

  MemoryCommitteeTemplate(MemoryTransactions transactions) {
    this.template = new MemoryAggregates<>(transactions, t -> CommitteeTemplate.ID);
    template.add(CommitteeTemplate.USUAL, Outcome::done).orElseThrow();
  }

  @Override
  public Optional<CommitteeTemplate> find(UUID id) {
    return template.find(id);
  }

  @Override
  public Outcome<CommitteeTemplate> add(CommitteeTemplate added) {
    throw new IllegalStateException("there is a template from the beginning");
  }

  @Override
  public Outcome<CommitteeTemplate> update(CommitteeTemplate changed) {
    return template.update(changed, Outcome::done);
  }
}
