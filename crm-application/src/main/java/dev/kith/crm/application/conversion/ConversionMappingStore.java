package dev.kith.crm.application.conversion;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.conversion.ConversionMapping;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the mapping under {@link ConversionMapping#ID}. It is there from the beginning, as {@link
 * ConversionMapping#USUAL}, so none can be added.
 */
public interface ConversionMappingStore extends AggregateStore<UUID, ConversionMapping> {

  /** The one in force. */
  default ConversionMapping current() {
    return find(ConversionMapping.ID).orElseThrow();
  }

  /** As it was at a version; empty if there has been none of that number. */
  Optional<ConversionMapping> version(long version);
}
