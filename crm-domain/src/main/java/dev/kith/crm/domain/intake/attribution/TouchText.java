package dev.kith.crm.domain.intake.attribution;

import dev.kith.crm.domain.lead.Attribution;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a touch says, as one line of text such as {@code at=2026-01-05T08:00:00Z&gclid=X&utm_source=
 * google}: for where a touch is one value among those of a lead.
 */
public final class TouchText {

  private static final String AT = "at";
  private static final String LANDING_PAGE = "landing_page";
  private static final String REFERRER = "referrer";
  private static final String UNTIMED = "untimed";

  private static final AttributionRules.Settings VERBATIM =
      new AttributionRules.Settings(
          TouchPolicy.ACCEPT, Map.of(), Map.of(), Set.of(), Set.of(), Set.of());

  private TouchText() {}

  /** Everything but its key and its flaws. */
  public static String of(TouchContent content) {
    Map<String, String> parts = new TreeMap<>();
    parts.put(AT, content.at().toString());
    Attribution campaign = content.campaign();
    put(parts, "utm_source", campaign.utmSource());
    put(parts, "utm_medium", campaign.utmMedium());
    put(parts, "utm_campaign", campaign.utmCampaign());
    put(parts, "utm_term", campaign.utmTerm());
    put(parts, "utm_content", campaign.utmContent());
    content.clickIds().forEach(id -> put(parts, id.name(), id.value()));
    put(parts, LANDING_PAGE, content.landingPage());
    put(parts, REFERRER, content.referrer());
    return parts.entrySet().stream()
        .map(part ->
            part.getKey()
                + "="
                // A moment is easier to read with its colons.
                + (part.getKey().equals(AT)
                    ? part.getValue()
                    : URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8)))
        .collect(Collectors.joining("&"));
  }

  /**
   * The same of a touch of which nobody has said when it was: its moment is that of the writing.
   */
  public static String untimed(TouchContent content) {
    return of(content) + "&" + UNTIMED + "=yes";
  }

  /** Whether nobody has said when it was. */
  public static boolean isUntimed(String text) {
    return text.endsWith("&" + UNTIMED + "=yes");
  }

  /** What {@link #of} has written down, as it stands there: no rules have a say. */
  public static TouchContent content(String text) {
    TouchDraft draft = draft(text);
    return new TouchReading(VERBATIM, draft, Objects.requireNonNull(draft.at()))
        .read()
        .orElseThrow();
  }

  /** What {@link #of} has written down, to be read by rules. */
  public static TouchDraft draft(String text) {
    TouchDraft draft = TouchDraft.EMPTY;
    for (Entry<String, String> part : LinkQuery.of("?" + text).entrySet()) {
      draft =
          switch (part.getKey()) {
            case AT -> draft.at(Instant.parse(part.getValue()));
            case LANDING_PAGE -> draft.onto(part.getValue());
            case REFERRER -> draft.from(part.getValue());
            case UNTIMED -> draft;
            default -> draft.with(part.getKey(), part.getValue());
          };
    }
    return draft;
  }

  private static void put(Map<String, String> parts, String name, @Nullable String value) {
    if (value != null) {
      parts.put(name, value);
    }
  }
}
