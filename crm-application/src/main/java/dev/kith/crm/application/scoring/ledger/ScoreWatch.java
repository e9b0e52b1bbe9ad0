package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Aggregate;
import java.util.Collection;

/** Told, within the run that settles leads, that their engagement may be another. */
public interface ScoreWatch {

  void changed(Collection<LeadId> leads);

  /**
   * Of all leads.
   *
   * @param why the new version of what scores are made by
   */
  void allChanged(Aggregate why);
}
