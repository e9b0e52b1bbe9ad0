package dev.kith.crm.domain.lead;

import dev.kith.crm.domain.shared.Checks;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the lead came from: the kind of source ({@code web-form}, {@code trade-fair}), and the
 * campaign in the five parts that UTM parameters have.
 */
public record Attribution(
    @Nullable String source,
    @Nullable String utmSource,
    @Nullable String utmMedium,
    @Nullable String utmCampaign,
    @Nullable String utmTerm,
    @Nullable String utmContent) {

  public static final int LONGEST_PART = 100;

  public static final Attribution UNKNOWN = new Attribution(null, null, null, null, null, null);

  /**
   * Reads the parts of an input: each trimmed and, so that reports do not split one campaign in
   * two, in lower case.
   */
  public static Attribution read(
      Checks checks,
      @Nullable String source,
      @Nullable String utmSource,
      @Nullable String utmMedium,
      @Nullable String utmCampaign,
      @Nullable String utmTerm,
      @Nullable String utmContent) {
    return new Attribution(
        part(checks, "source", source),
        part(checks, "utmSource", utmSource),
        part(checks, "utmMedium", utmMedium),
        part(checks, "utmCampaign", utmCampaign),
        part(checks, "utmTerm", utmTerm),
        part(checks, "utmContent", utmContent));
  }

  private static @Nullable String part(Checks checks, String field, @Nullable String raw) {
    // Lower case first: some letters become two, and the length must hold for what is kept.
    return checks.text(
        field, raw == null ? null : raw.toLowerCase(Locale.ROOT), LONGEST_PART, false);
  }
}
