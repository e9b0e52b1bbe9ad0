package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;

/** Told, within the run that changes it, that what scores are made of may be another. */
public interface ScoreWatch {

  void changed(Collection<LeadId> leads);

  /**
   * Of all leads.
   *
   * @param why names the change, so that it is followed once
   */
  void allChanged(String why);
}
