package dev.kith.crm.http.conversion;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Captured;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Cohort;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Group;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.GroupBy;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Report;
import dev.kith.crm.application.conversion.analytics.ConversionFigures.Hindrance;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Words;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The figures of conversions, for people. */
record AnalyticsPage(Report report, Map<String, String> owners) {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.ENGLISH);

  AnalyticsPage {
    owners = ImmutableMap.copyOf(owners);
  }

  static AnalyticsPage of(Report report, List<Person> owners) {
    return new AnalyticsPage(
        report,
        owners.stream()
            .collect(toImmutableMap(person -> person.id().toString(), Person::name, (a, b) -> a)));
  }

  /** A step of the funnel. */
  record Step(String label, long leads, String href) {}

  List<Step> funnel() {
    return ImmutableList.of(
        new Step("Captured", report.funnel().captured(), "/leads"),
        new Step("Taken up", report.funnel().taken(), "/leads?status=WORKING"),
        new Step("Qualified", report.funnel().qualified(), "/leads?status=QUALIFIED"),
        new Step("Converted", report.funnel().converted(), "/leads?status=CONVERTED"));
  }

  boolean isEmpty() {
    return report.total().leads() == 0 && report.errors().isEmpty();
  }

  /** The most leads that a cohort has, at least one. */
  long mostOfCohorts() {
    return Math.max(
        1, report.cohorts().stream().mapToLong(c -> c.converting().leads()).max().orElse(1));
  }

  long errors() {
    return report.errors().stream().mapToLong(AnalyticsPage::count).sum();
  }

  static long count(Hindrance error) {
    return error.batches() + error.rules();
  }

  /** Which part of all errors this one and the more frequent ones are. */
  String cumulated(int index) {
    long upTo = report.errors().stream().limit(index + 1L).mapToLong(AnalyticsPage::count).sum();
    return percent((double) upTo / errors());
  }

  String label(Group group) {
    if (group.key().isEmpty()) {
      return switch (report.question().groupBy()) {
        case SOURCE -> "No source";
        case CAMPAIGN -> "No campaign";
        case OWNER -> "Nobody";
        case RULE -> "By people and programs";
      };
    }
    return switch (report.question().groupBy()) {
      case SOURCE, CAMPAIGN -> group.key();
      case OWNER -> owners.getOrDefault(group.key(), "Somebody else");
      case RULE -> group.name() == null ? group.key() : group.name();
    };
  }

  static String label(GroupBy groupBy) {
    return switch (groupBy) {
      case SOURCE -> "Source";
      case CAMPAIGN -> "Campaign";
      case OWNER -> "Owner";
      case RULE -> "Rule";
    };
  }

  static String label(Cohort cohort) {
    return switch (cohort) {
      case WEEK -> "Week";
      case MONTH -> "Month";
    };
  }

  String label(Captured captured) {
    LocalDate begins = captured.begins();
    return switch (report.question().cohort()) {
      case WEEK -> "Week of " + DAY.format(begins);
      case MONTH -> MONTH.format(begins);
    };
  }

  static String percent(@Nullable Double part) {
    return Words.percent(part);
  }

  static String length(@Nullable Duration duration) {
    return Words.length(duration);
  }

  static String ruleHref(UUID rule) {
    return "/rules/" + rule;
  }
}
