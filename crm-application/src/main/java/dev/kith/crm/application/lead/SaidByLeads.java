package dev.kith.crm.application.lead;

import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.DomainEvent;
import java.util.List;
import java.util.Map;

/**
 * Told, within the run in which leads are saved, what the fields of leads say of consent: for the
 * ledgers in which that is kept. It cannot refuse; what a lead may say is checked before.
 */
public interface SaidByLeads {

  /**
   * A lead whose fields say something of consent that they did not say before.
   *
   * @param before for one that is born, {@link ConsentSummary#NOT_ASKED}
   * @param source where it was said
   */
  record Statement(Lead next, ConsentSummary before, String source) {}

  /**
   * What was written down.
   *
   * @param standing what counts now
   */
  record Kept(ConsentSummary standing, DomainEvent event) {}

  /**
   * @return for each of them
   */
  Map<LeadId, Kept> keep(List<Statement> statements);

  /** Nothing is written down. */
  SaidByLeads UNHEARD = statements -> Map.of();
}
