package dev.kith.crm.testkit;

import dev.kith.crm.application.conversion.ConversionMappingStore;
import dev.kith.crm.domain.conversion.ConversionMapping;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;
import java.util.UUID;

final class MemoryConversionMapping implements ConversionMappingStore {

  private final MemoryTable<Long, ConversionMapping> versions;
  private final MemoryAggregates<UUID, ConversionMapping> current;

  MemoryConversionMapping(MemoryTransactions transactions) {
    this.versions = new MemoryTable<>(transactions);
    this.current = new MemoryAggregates<>(transactions, mapping -> ConversionMapping.ID);
    current.add(ConversionMapping.USUAL, this::kept).orElseThrow();
  }

  private Outcome<ConversionMapping> kept(ConversionMapping mapping) {
    versions.put(mapping.revision().version(), mapping);
    return Outcome.done(mapping);
  }

  @Override
  public Optional<ConversionMapping> find(UUID id) {
    return current.find(id);
  }

  @Override
  public Optional<ConversionMapping> version(long version) {
    return versions.find(version);
  }

  @Override
  public Outcome<ConversionMapping> add(ConversionMapping added) {
    throw new IllegalStateException("there is a mapping from the beginning");
  }

  @Override
  public Outcome<ConversionMapping> update(ConversionMapping changed) {
    return current.update(changed, this::kept);
  }
}
