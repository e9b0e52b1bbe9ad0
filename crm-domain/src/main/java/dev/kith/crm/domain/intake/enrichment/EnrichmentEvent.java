package dev.kith.crm.domain.intake.enrichment;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.Map;

/** What happens to leads when sources are asked about them. */
public sealed interface EnrichmentEvent extends DomainEvent {

  LeadId lead();

  @Override
  default Subject subject() {
    return Lead.subjectOf(lead());
  }

  /**
   * Something was found out that was not known before.
   *
   * @param found what is new
   * @param filled what was put into fields of the lead, new or not
   */
  record Enriched(LeadId lead, List<FoundValue> found, List<FoundValue> filled)
      implements EnrichmentEvent {
    public Enriched {
      found = List.copyOf(found);
      filled = List.copyOf(filled);
    }

    @Override
    public String type() {
      return "lead.enriched.v1";
    }

    /**
     * From whom each field has its value, and not what it is: that may be hidden from whoever reads
     * the trail.
     */
    @Override
    public Map<String, String> remarks() {
      ImmutableMap.Builder<String, String> remarks = ImmutableMap.builder();
      if (!filled.isEmpty()) {
        remarks.put("filled", told(filled));
      }
      if (!found.isEmpty()) {
        remarks.put("found", told(found));
      }
      return remarks.buildOrThrow();
    }

    private static String told(List<FoundValue> values) {
      return values.stream()
          .map(v -> v.field().code() + " from " + v.source() + " (" + v.confidence() + ")")
          .collect(joining(", "));
    }
  }
}
