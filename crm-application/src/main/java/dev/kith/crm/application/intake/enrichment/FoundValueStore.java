package dev.kith.crm.application.intake.enrichment;

import dev.kith.crm.domain.intake.enrichment.FoundValue;
import dev.kith.crm.domain.intake.enrichment.FoundValueId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;

/** Keeps what was found out. Of one lead no two have the same field, source and value. */
public interface FoundValueStore {

  /** What was found out about these leads, in any order. */
  List<FoundValue> of(Collection<LeadId> leads);

  /**
   * Puts values in place of others.
   *
   * @param known what the run has found there
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if somebody else has replaced
   *     one of those meanwhile, or kept one of these; the run is then undone and repeated
   */
  void replace(Collection<FoundValue> known, List<FoundValue> values);

  /**
   * Gives the values of one lead to another, except those that it has already.
   *
   * @return those that were moved
   */
  List<FoundValueId> move(LeadId from, LeadId to);

  /** Gives those of these values that are the one lead's to the other. */
  void moveBack(Collection<FoundValueId> values, LeadId from, LeadId to);
}
