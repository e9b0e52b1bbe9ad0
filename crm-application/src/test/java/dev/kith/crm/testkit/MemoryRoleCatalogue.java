package dev.kith.crm.testkit;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.relationship.RoleCatalogueStore;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;
import java.util.UUID;

final class MemoryRoleCatalogue implements RoleCatalogueStore {

  private final MemoryAggregates<UUID, RoleCatalogue> catalogue;
  private final MemoryRelationships relationships;

  MemoryRoleCatalogue(MemoryTransactions transactions, MemoryRelationships relationships) {
    this.catalogue = new MemoryAggregates<>(transactions, c -> RoleCatalogue.ID);
    this.relationships = relationships;
    catalogue.add(RoleCatalogue.USUAL, Outcome::done).orElseThrow();
  }

  @Override
  public Optional<RoleCatalogue> find(UUID id) {
    return catalogue.find(id);
  }

  @Override
  public Outcome<RoleCatalogue> add(RoleCatalogue added) {
    throw new IllegalStateException("there is a catalogue from the beginning");
  }

  @Override
  public Outcome<RoleCatalogue> update(RoleCatalogue changed) {
    return catalogue.update(
        changed,
        next -> {
          for (String role : relationships.countByRole().keySet()) {
            if (next.terms().find(role).isEmpty()) {
              throw new ConcurrentChangeException(
                  "somebody has " + role, new IllegalStateException(role));
            }
          }
          return Outcome.done(next);
        });
  }
}
