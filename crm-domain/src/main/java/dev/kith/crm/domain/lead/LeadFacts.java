package dev.kith.crm.domain.lead;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** A lead as texts. */
final class LeadFacts {

  private LeadFacts() {}

  static Map<String, String> of(Lead lead) {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    for (LeadField field : LeadField.values()) {
      String text = field.textOf(lead.content());
      if (text != null) {
        facts.put(field.code(), text);
      }
    }
    if (lead.owner() != null) {
      facts.put("owner", lead.owner().toString());
    }
    facts.put("status", lead.status().name().name());
    if (lead.status() instanceof LeadStatus.Disqualified disqualified) {
      facts.put("reason", disqualified.reason().name());
      if (disqualified.comment() != null) {
        facts.put("comment", disqualified.comment());
      }
    }
    if (lead.status() instanceof LeadStatus.Recycled recycled) {
      facts.put("until", recycled.until().toString());
    }
    if (lead.revision().isDeleted()) {
      facts.put("deleted", "true");
    }
    if (lead.mergedInto() != null) {
      facts.put("mergedInto", lead.mergedInto().toString());
    }
    return facts.buildOrThrow();
  }
}
