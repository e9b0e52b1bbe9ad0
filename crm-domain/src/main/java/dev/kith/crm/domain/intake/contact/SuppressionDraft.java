package dev.kith.crm.domain.intake.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants left alone, as they wrote it.
 *
 * @param until from when on it counts no more; null if it has no end
 */
public record SuppressionDraft(
    Kind kind, @Nullable String target, @Nullable String reason, @Nullable Instant until) {

  /** What is left alone. */
  public enum Kind {
    ADDRESS,
    DOMAIN,
    NUMBER
  }
}
