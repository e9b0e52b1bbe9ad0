package dev.kith.crm.application.lead;

import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.DomainEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * Told of leads that come into the world, within the run of their birth: for what other features
 * keep about a lead from its first moment on.
 */
@FunctionalInterface
public interface Births {

  /** Nobody is told. */
  Births UNWATCHED = leads -> List.of();

  /**
   * @return what is to be announced besides the births
   */
  List<DomainEvent> born(List<Lead> leads);

  /** Tells others, too. */
  default Births and(Births others) {
    return leads -> Stream.concat(born(leads).stream(), others.born(leads).stream()).toList();
  }
}
