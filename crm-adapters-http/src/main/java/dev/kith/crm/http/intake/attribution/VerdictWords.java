package dev.kith.crm.http.intake.attribution;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.intake.attribution.TouchContent;
import dev.kith.crm.domain.intake.attribution.TouchVerdict;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the verdict on a touch reads on a page. */
final class VerdictWords {

  private VerdictWords() {}

  static String says(TouchVerdict verdict) {
    return switch (verdict) {
      case TouchVerdict.Counts c -> "It would count.";
      case TouchVerdict.Quarantined q -> "It would be kept in quarantine, and not count.";
      case TouchVerdict.Refused r -> "It would be refused.";
    };
  }

  static String tone(TouchVerdict verdict) {
    return switch (verdict) {
      case TouchVerdict.Counts c -> "good";
      case TouchVerdict.Quarantined q -> "warn";
      case TouchVerdict.Refused r -> "bad";
    };
  }

  static String icon(TouchVerdict verdict) {
    return verdict instanceof TouchVerdict.Counts ? "check" : "alert";
  }

  static List<String> reasons(TouchVerdict verdict) {
    List<Violation> flaws =
        switch (verdict) {
          case TouchVerdict.Counts c -> List.of();
          case TouchVerdict.Quarantined(var content) -> content.flaws();
          case TouchVerdict.Refused(var violations) -> violations;
        };
    return flaws.stream().map(Violation::message).toList();
  }

  /** What would be kept of it, by the names of its parts. */
  static Map<String, String> kept(TouchVerdict verdict) {
    return switch (verdict) {
      case TouchVerdict.Counts(var content) -> parts(content);
      case TouchVerdict.Quarantined(var content) -> parts(content);
      case TouchVerdict.Refused r -> Map.of();
    };
  }

  private static Map<String, String> parts(TouchContent content) {
    Attribution campaign = content.campaign();
    ImmutableMap.Builder<String, String> parts = ImmutableMap.builder();
    put(parts, "Source", campaign.utmSource());
    put(parts, "Medium", campaign.utmMedium());
    put(parts, "Campaign", campaign.utmCampaign());
    put(parts, "Term", campaign.utmTerm());
    put(parts, "Content", campaign.utmContent());
    content.clickIds().forEach(id -> parts.put(id.name(), id.value()));
    put(parts, "Page", content.landingPage());
    return parts.buildOrThrow();
  }

  private static void put(
      ImmutableMap.Builder<String, String> parts, String name, @Nullable String value) {
    if (value != null) {
      parts.put(name, value);
    }
  }
}
