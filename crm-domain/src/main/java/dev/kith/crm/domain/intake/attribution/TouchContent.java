package dev.kith.crm.domain.intake.attribution;

import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a touch says.
 *
 * @param key the same for the same touch, however often it is delivered
 * @param campaign in its five parts, normalised; the kind of source is always unknown here
 * @param flaws why it is in quarantine; empty if it counts
 */
public record TouchContent(
    String key,
    Instant at,
    Attribution campaign,
    List<ClickId> clickIds,
    @Nullable String landingPage,
    @Nullable String referrer,
    List<Violation> flaws) {

  /**
   * By time; two at one moment by their keys and not by who came in first, so that the order does
   * not depend on the order of delivery.
   */
  public static final Comparator<TouchContent> ORDER =
      Comparator.comparing(TouchContent::at).thenComparing(TouchContent::key);

  public TouchContent {
    clickIds = List.copyOf(clickIds);
    flaws = List.copyOf(flaws);
  }

  TouchContent without(Set<String> hidden) {
    return new TouchContent(
        key,
        at,
        new Attribution(
            null,
            hidden.contains("utmSource") ? null : campaign.utmSource(),
            hidden.contains("utmMedium") ? null : campaign.utmMedium(),
            hidden.contains("utmCampaign") ? null : campaign.utmCampaign(),
            hidden.contains("utmTerm") ? null : campaign.utmTerm(),
            hidden.contains("utmContent") ? null : campaign.utmContent()),
        List.of(),
        null,
        null,
        flaws.stream()
            .map(flaw -> new Violation(flaw.pointer(), flaw.code(), "It breaks the rules."))
            .toList());
  }

  /** Whether another says the same, at whatever time. */
  public boolean saysSameAs(TouchContent other) {
    return campaign.equals(other.campaign)
        && clickIds.equals(other.clickIds)
        && Objects.equals(landingPage, other.landingPage)
        && Objects.equals(referrer, other.referrer);
  }

  /** Whether it says nothing but a campaign. */
  public boolean isOnlyACampaign() {
    return clickIds.isEmpty() && landingPage == null && referrer == null;
  }

  public boolean counts() {
    return flaws.isEmpty();
  }
}
