package dev.kith.crm.domain.intake.attribution;

import com.google.common.collect.ImmutableSortedMap;
import dev.kith.crm.domain.lead.Attribution;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A touch as somebody reports it. What stands in the query of the landing page need not be told
 * again; what is told counts more.
 *
 * @param key by which whoever delivers it knows it: the same key is the same touch; null where
 *     touches are told apart by what they say
 * @param at when it was; null for now
 * @param parameters by their names in links ({@code utm_source}, {@code gclid}), in lower case
 */
public record TouchDraft(
    @Nullable String key,
    @Nullable Instant at,
    Map<String, String> parameters,
    @Nullable String landingPage,
    @Nullable String referrer) {

  public static final TouchDraft EMPTY = new TouchDraft(null, null, Map.of(), null, null);

  public TouchDraft {
    // Sorted, so that equal drafts read the same: idempotency goes by their text.
    parameters = ImmutableSortedMap.copyOf(parameters);
  }

  /** Somebody came to this page. */
  public static TouchDraft landedOn(String url) {
    return new TouchDraft(null, null, Map.of(), url, null);
  }

  /** What a lead's own fields say of where it came from. */
  public static TouchDraft of(Attribution campaign) {
    return EMPTY
        .with("utm_source", campaign.utmSource())
        .with("utm_medium", campaign.utmMedium())
        .with("utm_campaign", campaign.utmCampaign())
        .with("utm_term", campaign.utmTerm())
        .with("utm_content", campaign.utmContent());
  }

  /** The same with a parameter; null changes nothing. */
  public TouchDraft with(String parameter, @Nullable String value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(parameter.toLowerCase(Locale.ROOT), value);
    return new TouchDraft(key, at, more, landingPage, referrer);
  }

  public TouchDraft at(@Nullable Instant moment) {
    return new TouchDraft(key, moment, parameters, landingPage, referrer);
  }

  public TouchDraft onto(@Nullable String page) {
    return new TouchDraft(key, at, parameters, page, referrer);
  }

  public TouchDraft from(@Nullable String page) {
    return new TouchDraft(key, at, parameters, landingPage, page);
  }

  public TouchDraft deliveredAs(@Nullable String deliveryKey) {
    return new TouchDraft(deliveryKey, at, parameters, landingPage, referrer);
  }

  /** What is told of a parameter, else what the landing page says of it. */
  Map<String, String> known() {
    Map<String, String> known =
        new TreeMap<>(LinkQuery.of(Objects.requireNonNullElse(landingPage, "")));
    known.putAll(parameters);
    return known;
  }
}
