package dev.kith.crm.domain.lead;

import org.jspecify.annotations.Nullable;

/** What people tell about a lead, read and checked. */
public record LeadContent(
    LeadProfile profile,
    Attribution attribution,
    ConsentSummary consent,
    @Nullable ExternalId externalId) {

  /** The same, with what counts of its ledger of consents. */
  public LeadContent saying(ConsentSummary said) {
    return new LeadContent(profile, attribution, said, externalId);
  }
}
