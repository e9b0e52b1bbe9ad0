package dev.kith.crm.application.lead;

import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.DomainEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Told, within the run in which leads are saved, what the fields of leads say of consent: for the
 * ledgers in which that is kept. It cannot refuse; what a lead may say is checked before.
 */
public interface SaidByLeads {

  /**
   * A lead whose fields say something of consent that they did not say before.
   *
   * @param before for one that is born, {@link ConsentSummary#NOT_ASKED}
   * @param saying where and when it was said
   */
  record Statement(Lead next, ConsentSummary before, Saying saying) {}

  /**
   * @param at null for now
   * @param proof of what is granted; null if there is none besides the evidence
   */
  record Saying(String source, @Nullable Instant at, @Nullable ConsentProof proof) {}

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

  /**
   * When that was said which counts now, of each lead by the fields that show it; what was never
   * said is missing.
   */
  Map<LeadId, Map<LeadField, Instant>> lastSaid(Collection<LeadId> leads);

  /** Nothing is written down. */
  SaidByLeads UNHEARD =
      new SaidByLeads() {
        @Override
        public Map<LeadId, Kept> keep(List<Statement> statements) {
          return Map.of();
        }

        @Override
        public Map<LeadId, Map<LeadField, Instant>> lastSaid(Collection<LeadId> leads) {
          return Map.of();
        }
      };
}
