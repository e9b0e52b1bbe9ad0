package dev.kith.crm.domain.scoring.model;

import static java.util.stream.Collectors.toMap;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchContent;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.CustomFields;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction is made of: the columns that models read of every lead, and what stands there.
 *
 * <p>Who somebody is does not count, only what they have in common with others: of names, addresses
 * and numbers just whether they are given, of an e-mail address its domain, of a postal code where
 * it begins. Who owns a lead does not count either, since it says more about how work is shared out
 * than about the lead. Each custom field is a column of its own.
 */
public final class LeadColumns {

  /** What the names of the columns of custom fields begin with. */
  public static final String CUSTOM = LeadField.CUSTOM_FIELDS.code() + ".";

  /** A column. */
  private record Column(
      String name, String label, @Nullable LeadField field, Function<Seen, String> value) {}

  /** A lead as it was at a moment. */
  private record Seen(
      Map<String, String> facts,
      ZonedDateTime born,
      Instant at,
      List<TouchContent> touches,
      List<EngagementEvent> deeds) {

    String fact(LeadField field) {
      return facts.getOrDefault(field.code(), "");
    }

    String count(EngagementType type) {
      return Long.toString(deeds.stream().filter(d -> d.content().type() == type).count());
    }

    Attribution firstTouch() {
      return touches.isEmpty() ? Attribution.UNKNOWN : touches.getFirst().campaign();
    }

    Attribution newestTouch() {
      return touches.isEmpty() ? Attribution.UNKNOWN : touches.getLast().campaign();
    }
  }

  private static final List<Column> COLUMNS =
      Stream.of(
              Stream.of(
                      LeadField.TITLE,
                      LeadField.COMPANY,
                      LeadField.COUNTRY,
                      LeadField.REGION,
                      LeadField.CITY,
                      LeadField.SOURCE,
                      LeadField.UTM_SOURCE,
                      LeadField.UTM_MEDIUM,
                      LeadField.UTM_CAMPAIGN,
                      LeadField.UTM_TERM,
                      LeadField.UTM_CONTENT,
                      LeadField.EMAIL_CONSENT,
                      LeadField.PHONE_CONSENT,
                      LeadField.WHATSAPP_CONSENT,
                      LeadField.EXTERNAL_SYSTEM)
                  .map(LeadColumns::itself),
              Stream.of(
                  derived("mailDomain", "Mail domain", LeadField.EMAIL, LeadColumns::domain),
                  derived("postalArea", "Postal area", LeadField.POSTAL_CODE, LeadColumns::area),
                  given("givenNameKnown", "Given name known", LeadField.GIVEN_NAME),
                  given("familyNameKnown", "Family name known", LeadField.FAMILY_NAME),
                  given("phoneKnown", "Phone known", LeadField.PHONE),
                  given("streetKnown", "Street known", LeadField.STREET)),
              Stream.of(
                  told("weekday", "Weekday of capture", s -> s.born().getDayOfWeek().name()),
                  told("hour", "Hour of capture, UTC", s -> Integer.toString(s.born().getHour())),
                  told("touches", "Touches", s -> Integer.toString(s.touches().size())),
                  told(
                      "firstTouchSource",
                      "Source of the first touch",
                      s -> text(s.firstTouch().utmSource())),
                  told(
                      "firstTouchMedium",
                      "Medium of the first touch",
                      s -> text(s.firstTouch().utmMedium())),
                  told(
                      "touchSource",
                      "Source of the newest touch",
                      s -> text(s.newestTouch().utmSource())),
                  told(
                      "touchMedium",
                      "Medium of the newest touch",
                      s -> text(s.newestTouch().utmMedium())),
                  told(
                      "clickIds",
                      "Touches by an advert that was clicked",
                      s ->
                          Long.toString(
                              s.touches().stream().filter(t -> !t.clickIds().isEmpty()).count())),
                  told(
                      "daysSinceDeed", "Days since anything was done", LeadColumns::daysSinceDeed)),
              Stream.of(EngagementType.values()).map(LeadColumns::counting))
          .flatMap(columns -> columns)
          .toList();

  /** The names of the columns that there are for every lead, in their order. */
  public static final List<String> USUAL = COLUMNS.stream().map(Column::name).toList();

  private final List<String> names;
  private final List<String> customKeys;

  private LeadColumns(Collection<String> customFields) {
    this.names =
        Stream.concat(USUAL.stream(), customFields.stream().map(name -> CUSTOM + name)).toList();
    this.customKeys = customFields.stream().map(CustomField::keyOf).toList();
  }

  /** The columns that there are for every lead, and one for each of these custom fields. */
  public static LeadColumns with(Collection<String> customFields) {
    return new LeadColumns(ImmutableSet.copyOf(customFields));
  }

  /** The columns that there are for every lead, and those for custom fields among these. */
  public static LeadColumns reading(Collection<String> columns) {
    return with(columns.stream().map(LeadColumns::customField).filter(Objects::nonNull).toList());
  }

  /** The custom field that a column shows; null if it shows something else. */
  private static @Nullable String customField(String column) {
    return column.startsWith(CUSTOM) ? column.substring(CUSTOM.length()) : null;
  }

  /** The names of all columns, in their order. */
  public List<String> names() {
    return names;
  }

  /**
   * What stands in each column.
   *
   * @param known what was known of the lead itself
   * @param born when it was captured
   * @param touches all of the lead; those that were heard of later do not count
   * @param deeds likewise; only what people did counts
   */
  public List<String> values(
      LeadPast.Known known, Instant born, List<Touch> touches, List<EngagementEvent> deeds) {
    Seen seen =
        new Seen(
            known.facts(),
            born.atZone(ZoneOffset.UTC),
            known.at(),
            touches.stream()
                .filter(touch -> !touch.recordedAt().isAfter(known.at()))
                .map(Touch::content)
                .filter(TouchContent::counts)
                .sorted(TouchContent.ORDER)
                .toList(),
            deeds.stream()
                .filter(deed -> !deed.recordedAt().isAfter(known.at()))
                .filter(deed -> deed.verdict() == Verdict.HUMAN)
                .toList());
    List<String> values = new ArrayList<>(names.size());
    for (Column column : COLUMNS) {
      values.add(column.value().apply(seen));
    }
    if (!customKeys.isEmpty()) {
      Map<String, String> custom = custom(known);
      customKeys.forEach(key -> values.add(custom.getOrDefault(key, "")));
    }
    return values;
  }

  private static Map<String, String> custom(LeadPast.Known known) {
    return CustomFields.stored(known.facts().get(LeadField.CUSTOM_FIELDS.code())).all().stream()
        .collect(toMap(CustomField::key, CustomField::value));
  }

  /** What a column is called for people; its name where it is none of these. */
  public static String label(String name) {
    String custom = customField(name);
    if (custom != null) {
      return custom;
    }
    return COLUMNS.stream()
        .filter(column -> column.name().equals(name))
        .map(Column::label)
        .findFirst()
        .orElse(name);
  }

  /** The code of the lead's field that a column shows something of; null for none. */
  public static @Nullable String fieldOf(String name) {
    if (customField(name) != null) {
      return LeadField.CUSTOM_FIELDS.code();
    }
    return COLUMNS.stream()
        .filter(column -> column.name().equals(name))
        .map(Column::field)
        .filter(field -> field != null)
        .map(LeadField::code)
        .findFirst()
        .orElse(null);
  }

  private static Column itself(LeadField field) {
    return derived(field.code(), field.label(), field, text -> text);
  }

  private static Column given(String name, String label, LeadField field) {
    return derived(name, label, field, text -> text.isEmpty() ? "no" : "yes");
  }

  private static Column derived(
      String name, String label, LeadField field, Function<String, String> shown) {
    return new Column(name, label, field, seen -> shown.apply(seen.fact(field)));
  }

  private static Column told(String name, String label, Function<Seen, String> value) {
    return new Column(name, label, null, value);
  }

  private static Column counting(EngagementType type) {
    return switch (type) {
      case EMAIL_SENT -> counting("mailsSent", "Mails sent", type);
      case EMAIL_OPEN -> counting("mailsOpened", "Mails opened", type);
      case EMAIL_CLICK -> counting("mailLinksFollowed", "Links in mails followed", type);
      case EMAIL_REPLY -> counting("mailsAnswered", "Mails answered", type);
      case PAGE_VIEW -> counting("pagesSeen", "Pages looked at", type);
      case FORM_SUBMIT -> counting("formsSent", "Forms sent", type);
      case ASSET_DOWNLOAD -> counting("filesFetched", "Files fetched", type);
      case MEETING_HELD -> counting("meetings", "Meetings held", type);
      case WHATSAPP_REPLY -> counting("whatsAppReplies", "WhatsApp answers", type);
      case CUSTOM -> counting("otherDeeds", "Other deeds", type);
    };
  }

  private static Column counting(String name, String label, EngagementType type) {
    return told(name, label, seen -> seen.count(type));
  }

  private static String daysSinceDeed(Seen seen) {
    return seen.deeds().stream()
        .filter(deed -> deed.content().type() != EngagementType.EMAIL_SENT)
        .map(EngagementEvent::occurredAt)
        .max(Comparator.naturalOrder())
        .map(newest -> Long.toString(Math.max(0, Duration.between(newest, seen.at()).toDays())))
        .orElse("");
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  private static String area(String postalCode) {
    return postalCode.substring(0, Math.min(2, postalCode.length()));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
