package dev.kith.crm.domain.intake.enrichment;

import java.util.Objects;

/**
 * What a source says, before anybody has looked at it.
 *
 * @param confidence how sure the source is, from 0 to 100; more counts as 100
 */
public record Hint(EnrichmentField field, String value, int confidence) {
  /** Sources are others' code: what they must not say fails with them, not with who reads it. */
  public Hint {
    Objects.requireNonNull(field);
    Objects.requireNonNull(value);
  }
}
