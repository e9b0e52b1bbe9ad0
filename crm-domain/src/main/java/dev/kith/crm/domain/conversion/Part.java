package dev.kith.crm.domain.conversion;

import java.util.UUID;

/** One of the records that a lead became, and how it came to be that. */
public record Part(UUID id, How how) {

  /** Stored by name. */
  public enum How {
    /** It was made for the lead. */
    CREATED,
    /** It was there, and somebody pointed it out. */
    LINKED,
    /** It was there, and the only one that is certainly the same. */
    MATCHED
  }

  public boolean isCreated() {
    return how == How.CREATED;
  }
}
