package dev.kith.crm.application.scoring.model;

import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.Map;

/**
 * What the active model predicts, as it was worked out last: for features that go on with it. It
 * checks no permissions.
 */
public interface Predictions {

  /**
   * How likely each of these leads is won. Leads for which nothing has been worked out yet are
   * missing; all are while no model is active.
   */
  Map<LeadId, Double> probabilities(Collection<LeadId> leads);
}
