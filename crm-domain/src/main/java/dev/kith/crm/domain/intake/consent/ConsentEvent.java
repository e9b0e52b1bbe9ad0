package dev.kith.crm.domain.intake.consent;

import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.Map;

/** What happens to the ledgers of leads. */
public sealed interface ConsentEvent extends DomainEvent {

  LeadId lead();

  @Override
  default Subject subject() {
    return Lead.subjectOf(lead());
  }

  /** A lead said something to being contacted that was not known before. */
  record Recorded(LeadId lead, List<Consent> consents) implements ConsentEvent {
    public Recorded {
      consents = List.copyOf(consents);
    }

    @Override
    public String type() {
      return "lead.consent-recorded.v1";
    }

    /** Only how many: what they say may be hidden from whoever reads the trail. */
    @Override
    public Map<String, String> remarks() {
      return Map.of("consents", Integer.toString(consents.size()));
    }
  }
}
