package dev.kith.crm.domain.intake.consent;

import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;

/**
 * A line of the ledger of a lead. It is never changed or removed.
 *
 * @param recordedAt when the CRM heard of it, which may be long after it was said
 */
public record Consent(ConsentId id, LeadId lead, Instant recordedAt, ConsentEntry entry) {

  /** Of one lead no more are kept; a no is kept nevertheless. */
  public static final int MOST = 1_000;

  Consent withoutEvidence() {
    return new Consent(id, lead, recordedAt, entry.withoutEvidence());
  }

  /** The same, of another lead. */
  public Consent of(LeadId other) {
    return new Consent(id, other, recordedAt, entry);
  }
}
