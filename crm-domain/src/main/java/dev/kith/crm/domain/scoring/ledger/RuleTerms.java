package dev.kith.crm.domain.scoring.ledger;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.scoring.engagement.EngagementContent;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a rule says.
 *
 * @param custom which {@link EngagementType#CUSTOM} event; null for all other types
 * @param conditions all of which an event must meet; none for every event of the type
 * @param filter another condition that it must meet, as text that {@link Filters} read; null for
 *     none
 * @param points to give, or to take where they are negative
 * @param limits how far that goes
 * @param validFrom from when on events count; null for from the beginning of the rule on
 * @param validTo until when, that moment excluded; null for ever
 */
public record RuleTerms(
    String name,
    EngagementType trigger,
    @Nullable String custom,
    List<Condition> conditions,
    @Nullable String filter,
    int points,
    Limits limits,
    @Nullable Instant validFrom,
    @Nullable Instant validTo) {

  public static final int LONGEST_NAME = 100;
  public static final int MOST_POINTS = 1_000;
  public static final int MOST_CONDITIONS = 10;
  public static final int LONGEST_FILTER = 4_000;
  public static final Duration SHORTEST_HALF_LIFE = Duration.ofHours(1);
  public static final Duration LONGEST_HALF_LIFE = Duration.ofDays(3_650);

  /**
   * How far the points of a rule go.
   *
   * @param cap how many points the rule can come to at any moment; null for any number
   * @param group with which other rules it shares a cap; null for none
   * @param halfLife after which half of the points is left; null if they last
   */
  public record Limits(
      Repeat repeat, @Nullable Integer cap, @Nullable String group, @Nullable Duration halfLife) {

    public static final Limits NONE = new Limits(new Repeat.Always(), null, null, null);
  }

  public RuleTerms {
    conditions = ImmutableList.copyOf(conditions);
  }

  /** Every event of a type gives so many points. */
  public static RuleTerms of(String name, EngagementType trigger, int points) {
    return new RuleTerms(name, trigger, null, List.of(), null, points, Limits.NONE, null, null);
  }

  public RuleTerms within(Limits newLimits) {
    return new RuleTerms(
        name, trigger, custom, conditions, filter, points, newLimits, validFrom, validTo);
  }

  public RuleTerms where(Condition... wanted) {
    return new RuleTerms(
        name, trigger, custom, List.of(wanted), filter, points, limits, validFrom, validTo);
  }

  public RuleTerms where(@Nullable String newFilter) {
    return new RuleTerms(
        name, trigger, custom, conditions, newFilter, points, limits, validFrom, validTo);
  }

  public RuleTerms valid(@Nullable Instant from, @Nullable Instant to) {
    return new RuleTerms(name, trigger, custom, conditions, filter, points, limits, from, to);
  }

  public RuleTerms giving(int newPoints) {
    return new RuleTerms(
        name, trigger, custom, conditions, filter, newPoints, limits, validFrom, validTo);
  }

  /** Whether an event gives the points, limits aside. */
  boolean accepts(EngagementContent event, Filters filters) {
    return event.type() == trigger
        && (custom == null || custom.equalsIgnoreCase(event.name()))
        && (validFrom == null || !event.occurredAt().isBefore(validFrom))
        && (validTo == null || event.occurredAt().isBefore(validTo))
        && conditions.stream().allMatch(condition -> condition.accepts(event))
        && (filter == null || filters.of(filter).accepts(event));
  }

  /** The same, trimmed; refused with every problem of it at once. */
  Outcome<RuleTerms> sound() {
    Checks checks = new Checks();
    String goodName = required(checks, "name", name, LONGEST_NAME);
    String goodCustom = checks.text("custom", custom, LONGEST_NAME, false);
    if (trigger == EngagementType.CUSTOM && goodCustom == null) {
      checks.add("custom", "required", "Say which custom event gives the points.");
    }
    if (trigger != EngagementType.CUSTOM && goodCustom != null) {
      checks.add("custom", "not-allowed", "Only custom events are told by their name.");
    }
    if (points == 0 || Math.abs(points) > MOST_POINTS) {
      checks.add(
          "points",
          "out-of-range",
          "A rule gives 1 to " + MOST_POINTS + " points, or takes as many.");
    }
    if (validFrom != null && validTo != null && !validTo.isAfter(validFrom)) {
      checks.add("validTo", "not-after-start", "The end must lie after the beginning.");
    }
    List<Condition> goodConditions = conditions(checks);
    String goodFilter =
        filter == null || filter.isBlank() ? null : filter.replace("\r\n", "\n").strip();
    if (goodFilter != null && goodFilter.length() > LONGEST_FILTER) {
      checks.add("filter", "too-long", "A filter has at most " + LONGEST_FILTER + " characters.");
    }
    Limits goodLimits = limits(checks);
    return checks.orRefuse(() ->
        new RuleTerms(
            Objects.requireNonNull(goodName),
            trigger,
            goodCustom,
            goodConditions,
            goodFilter,
            points,
            goodLimits,
            micros(validFrom),
            micros(validTo)));
  }

  private List<Condition> conditions(Checks checks) {
    if (conditions.size() > MOST_CONDITIONS) {
      checks.add(
          "conditions", "too-many", "At most " + MOST_CONDITIONS + " conditions are allowed.");
    }
    ImmutableList.Builder<Condition> good = ImmutableList.builder();
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      String at = "conditions/" + i + "/";
      String field = required(checks, at + "field", condition.field(), Condition.LONGEST_FIELD);
      String text = required(checks, at + "text", condition.text(), Condition.LONGEST_TEXT);
      if (field != null
          && !field.equals(Condition.OBJECT)
          && (!field.startsWith(Condition.PROPERTY)
              || field.length() == Condition.PROPERTY.length())) {
        checks.add(
            at + "field",
            "unknown-field",
            "A condition is about “object”, or about “properties.” and a name.");
      }
      if (field != null && text != null) {
        good.add(new Condition(field, condition.comparison(), text));
      }
    }
    return good.build();
  }

  private Limits limits(Checks checks) {
    if (limits.cap() != null && (limits.cap() < 1 || limits.cap() > ScoringSettings.MOST_CAP)) {
      checks.add("cap", "out-of-range", "A cap is 1 to " + ScoringSettings.MOST_CAP + " points.");
    }
    Duration life = limits.halfLife();
    if (life != null
        && (life.compareTo(SHORTEST_HALF_LIFE) < 0 || life.compareTo(LONGEST_HALF_LIFE) > 0)) {
      checks.add("halfLife", "out-of-range", "A half-life is one hour to 3650 days.");
    }
    if (limits.repeat() instanceof Repeat.PerWindow(Duration window, int most)
        && (window.compareTo(Duration.ofMinutes(1)) < 0
            || window.compareTo(LONGEST_HALF_LIFE) > 0
            || most < 1
            || most > EVERY_MANY)) {
      checks.add(
          "repeat",
          "out-of-range",
          "A window is one minute to 3650 days, with 1 to " + EVERY_MANY + " events.");
    }
    return new Limits(
        limits.repeat(),
        limits.cap(),
        checks.text("group", limits.group(), ScoringSettings.LONGEST_NAME, false),
        life);
  }

  private static final int EVERY_MANY = 1_000;

  private static @Nullable String required(Checks checks, String field, String raw, int longest) {
    String text = checks.text(field, raw, longest, false);
    if (text == null) {
      checks.add(field, "required", "This cannot be empty.");
    }
    return text;
  }

  private static @Nullable Instant micros(@Nullable Instant moment) {
    return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS);
  }
}
