package dev.kith.crm.application.relationship;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import java.util.UUID;

/**
 * Keeps the catalogue under {@link RoleCatalogue#ID}. It is there from the beginning, as {@link
 * RoleCatalogue#USUAL}, so none can be added.
 *
 * <p>Nobody ever has a role that is not there: a role that stands in a relationship cannot be left
 * out, and nobody takes one that is left out meanwhile; whoever is second repeats their run, by a
 * {@link dev.kith.crm.application.kernel.ConcurrentChangeException}.
 */
public interface RoleCatalogueStore extends AggregateStore<UUID, RoleCatalogue> {

  default RoleCatalogue current() {
    return find(RoleCatalogue.ID).orElseThrow();
  }
}
