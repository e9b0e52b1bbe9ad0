package dev.kith.crm.domain.lead;

/** What people tell about a lead, read and checked. */
public record LeadContent(LeadProfile profile, Attribution attribution, ConsentSummary consent) {}
