package dev.kith.crm.domain.intake.attribution;

import static java.util.stream.Collectors.joining;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one draft by the rules. */
final class TouchReading {

  /** Clocks of others may be ahead. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_URL = 2_000;
  private static final CharMatcher VISIBLE_ASCII = CharMatcher.inRange('!', '~');

  private final AttributionRules.Settings rules;
  private final TouchDraft draft;
  private final Instant now;
  private final Checks checks = new Checks();

  TouchReading(AttributionRules.Settings rules, TouchDraft draft, Instant now) {
    this.rules = rules;
    this.draft = draft;
    this.now = now;
  }

  Outcome<TouchContent> read() {
    Map<String, String> known = known();
    String key = checks.text("key", draft.key(), LONGEST_KEY, false);
    Instant at = at();
    Attribution campaign = campaign(known);
    List<ClickId> clickIds = clickIds(known);
    String landingPage = page("landingPage", draft.landingPage());
    String referrer = page("referrer", draft.referrer());
    if (checks.passed()
        && campaign.equals(Attribution.UNKNOWN)
        && clickIds.isEmpty()
        && landingPage == null
        && referrer == null) {
      checks.add(
          "landingPage",
          "required",
          "A touch needs a campaign, a click id, a landing page or a referrer.");
    }
    List<Violation> flaws = flaws(campaign);
    if (rules.policy() == TouchPolicy.REJECT) {
      checks.addAll(flaws);
    }
    return checks.orRefuse(() ->
        new TouchContent(
            key == null ? contentKey(at, campaign, clickIds, landingPage, referrer) : "key:" + key,
            at,
            campaign,
            clickIds,
            landingPage,
            referrer,
            rules.policy() == TouchPolicy.QUARANTINE ? flaws : List.of()));
  }

  /** Parameters that are known, without those of the landing page that mean something else. */
  private Map<String, String> known() {
    Map<String, String> known = new TreeMap<>(draft.known());
    known.keySet().retainAll(AttributionRules.PARAMETERS);
    for (String name : draft.parameters().keySet()) {
      if (!AttributionRules.PARAMETERS.contains(name)) {
        checks.add(
            "clickIds/" + name,
            "not-one-of",
            "Click ids are " + String.join(", ", ClickId.NAMES) + ".");
      }
    }
    return known;
  }

  private Instant at() {
    Instant at = Objects.requireNonNullElse(draft.at(), now).truncatedTo(ChronoUnit.MICROS);
    if (at.isAfter(now.plus(TOLERANCE))) {
      checks.add("at", "in-future", "A touch that is still to come cannot be recorded.");
    }
    if (at.isBefore(EARLIEST)) {
      checks.add("at", "too-early", "There were no campaigns on the web before 1990.");
    }
    return at;
  }

  private Attribution campaign(Map<String, String> known) {
    Attribution raw =
        Attribution.read(
            checks,
            null,
            known.get("utm_source"),
            known.get("utm_medium"),
            known.get("utm_campaign"),
            known.get("utm_term"),
            known.get("utm_content"));
    return new Attribution(
        null,
        renamed(rules.sourceAliases(), raw.utmSource()),
        renamed(rules.mediumAliases(), raw.utmMedium()),
        raw.utmCampaign(),
        raw.utmTerm(),
        raw.utmContent());
  }

  private static @Nullable String renamed(Map<String, String> aliases, @Nullable String word) {
    return word == null ? null : aliases.getOrDefault(word, word);
  }

  private List<ClickId> clickIds(Map<String, String> known) {
    ImmutableList.Builder<ClickId> found = ImmutableList.builder();
    known.forEach((name, raw) -> {
      if (ClickId.NAMES.contains(name) && !VisibleText.isBlank(raw)) {
        String value = VisibleText.trim(raw);
        if (value.length() > ClickId.LONGEST || !VISIBLE_ASCII.matchesAllOf(value)) {
          checks.add(
              "clickIds/" + name,
              "click-id-syntax",
              "A click id is 1 to " + ClickId.LONGEST + " visible ASCII characters.");
        } else {
          found.add(new ClickId(name, value));
        }
      }
    });
    return found.build();
  }

  /** Addresses of pages are kept as they came; only what is none at all is refused. */
  private @Nullable String page(String field, @Nullable String raw) {
    String url = checks.text(field, raw, LONGEST_URL, false);
    if (url != null && !isOnTheWeb(url)) {
      checks.add(
          field, "url-syntax", "The address of a page begins with http:// or https:// and a host.");
    }
    return url;
  }

  private static boolean isOnTheWeb(String url) {
    int slashes = url.indexOf("://");
    if (slashes < 0) {
      return false;
    }
    String scheme = url.substring(0, slashes);
    String host = url.substring(slashes + 3);
    return (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
        && !host.isEmpty()
        && CharMatcher.anyOf("/?#: ").matchesNoneOf(host.substring(0, 1));
  }

  private List<Violation> flaws(Attribution campaign) {
    List<Violation> flaws = new ArrayList<>();
    unlessAllowed(flaws, "utmSource", "source", rules.sources(), campaign.utmSource());
    unlessAllowed(flaws, "utmMedium", "medium", rules.mediums(), campaign.utmMedium());
    unlessAllowed(flaws, "utmCampaign", "campaign", rules.campaigns(), campaign.utmCampaign());
    if (campaign.utmTerm() != null && campaign.utmSource() == null) {
      flaws.add(Violation.at("utmTerm", "without-source", "A term says nothing without a source."));
    }
    return flaws;
  }

  private static void unlessAllowed(
      List<Violation> flaws,
      String field,
      String called,
      Set<String> allowed,
      @Nullable String word) {
    if (word != null && !allowed.isEmpty() && !allowed.contains(word)) {
      flaws.add(
          Violation.at(field, "not-allowed", "“" + word + "” is not an allowed " + called + "."));
    }
  }

  private static String contentKey(
      Instant at,
      Attribution campaign,
      List<ClickId> clickIds,
      @Nullable String landingPage,
      @Nullable String referrer) {
    // Each with its length, so that parts cannot run into one another.
    String text =
        Stream.of(
                at.toString(),
                part(campaign.utmSource()),
                part(campaign.utmMedium()),
                part(campaign.utmCampaign()),
                part(campaign.utmTerm()),
                part(campaign.utmContent()),
                clickIds.toString(),
                part(landingPage),
                part(referrer))
            .map(p -> p.length() + ":" + p)
            .collect(joining());
    return "content:" + Hashing.sha256().hashString(text, StandardCharsets.UTF_8);
  }

  private static String part(@Nullable String text) {
    return text == null ? "" : text;
  }
}
