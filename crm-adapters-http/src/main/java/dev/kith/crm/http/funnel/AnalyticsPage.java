package dev.kith.crm.http.funnel;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.funnel.Leakage;
import dev.kith.crm.application.funnel.Leakage.Cause;
import dev.kith.crm.application.funnel.Leakage.Cell;
import dev.kith.crm.application.funnel.PipelineAnalytics.Share;
import dev.kith.crm.application.funnel.PipelineAnalytics.Speed;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageName;
import dev.kith.crm.domain.funnel.StayNorms.Norm;
import dev.kith.crm.domain.funnel.Velocity;
import dev.kith.crm.domain.funnel.Worth;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a pipeline.
 *
 * @param figures what the port answered for the metric; null where the address is wrong
 * @param next where the next page is; null on the last
 */
record AnalyticsPage(
    ListAddress address,
    Pipeline pipeline,
    List<Pipeline> pipelines,
    Metric metric,
    List<Person> owners,
    List<TeamView> teams,
    @Nullable Object figures,
    @Nullable String next,
    List<Violation> problems) {

  static final String[] FILTERS = {"metric", "from", "to", "owner", "team", "currency"};

  AnalyticsPage {
    pipelines = ImmutableList.copyOf(pipelines);
    owners = ImmutableList.copyOf(owners);
    teams = ImmutableList.copyOf(teams);
    problems = ImmutableList.copyOf(problems);
  }

  boolean isNarrowed() {
    return List.of("from", "to", "owner", "team", "currency").stream()
        .anyMatch(name -> !address.get(name).isEmpty());
  }

  /** The same question to another metric. */
  String hrefOf(Metric other) {
    return address.with("metric", other.code()).href();
  }

  static String tone(StageName stage) {
    return stage.type() == StageType.WON
        ? "good"
        : stage.type() == StageType.LOST ? "bad" : stage.type() == null ? "" : "info";
  }

  /** What some are worth; empty where there are none, or amounts are hidden. */
  static String amount(Share share) {
    Worth worth = share.worth();
    return worth == null || share.count() == 0 ? "" : Words.money(List.of(worth.sum()));
  }

  /** By which rates, and what is not in the sum; empty where nothing has to be said. */
  static String note(@Nullable Worth worth) {
    if (worth == null) {
      return "Amounts are hidden from you.";
    }
    String unrated =
        worth.unrated().stream()
            .map(one ->
                Words.count(one.opportunities(), "opportunity", "opportunities")
                    + " worth "
                    + Words.money(List.of(one.amount())))
            .collect(Collectors.joining(", "));
    return "In "
        + worth.sum().currency().getCurrencyCode()
        + " by the rates of "
        + worth.rateDate()
        + "."
        + (unrated.isEmpty() ? "" : " Not in the sums for want of a rate: " + unrated + ".")
        + (worth.withoutAmount() == 0
            ? ""
            : " " + Words.number(worth.withoutAmount()) + " without an amount.");
  }

  /** Which part of the most something is, in hundredths, for the drawing. */
  static long hundredths(long some, long most) {
    return most == 0 ? 0 : Math.round(100.0 * some / most);
  }

  /** How dark a cell of a matrix is, from 0 to 5. */
  static long shade(long some, long all) {
    return some == 0 ? 0 : Math.clamp(1 + 5 * some / Math.max(1, all), 1, 5);
  }

  static long most(Collection<Long> counts) {
    return Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
  }

  static String name(Cause cause, String none) {
    return switch (cause.kind()) {
      case NAMED -> cause.name();
      case NONE -> none;
      case OTHERS -> "All others";
      case HIDDEN -> "Hidden from you";
    };
  }

  static String ownerName(@Nullable Object owner, @Nullable String name) {
    return owner == null ? "Nobody" : Optional.ofNullable(name).orElse("Somebody else");
  }

  static Share cell(Leakage leakage, Cause reason, String stage) {
    return leakage.cells().stream()
        .filter(cell -> cell.reason().equals(reason) && cell.stage().equals(stage))
        .map(Cell::lost)
        .findFirst()
        .orElse(new Share(0, null));
  }

  /** A dash where there is none. */
  static String money(@Nullable Money money) {
    return money == null ? "–" : Words.money(List.of(money));
  }

  static String percent(@Nullable BigDecimal part) {
    return Words.percent(part == null ? null : (Double) part.doubleValue());
  }

  static String days(@Nullable BigDecimal days) {
    return days == null ? "–" : days.setScale(1, RoundingMode.HALF_UP).toPlainString() + " d";
  }

  static String hours(@Nullable Duration duration) {
    return duration == null ? "–" : Words.number(duration.toHours()) + " h";
  }

  static String average(long sum, long count) {
    return count == 0
        ? "–"
        : BigDecimal.valueOf(sum)
            .divide(BigDecimal.valueOf(count), 1, RoundingMode.HALF_UP)
            .toPlainString();
  }

  /** How long a bar is beside that of the fastest. */
  static long hundredths(Speed speed, Velocity one) {
    return hundredths(
        amount(one), speed.owners().stream().mapToLong(o -> amount(o.velocity())).max().orElse(0));
  }

  private static long amount(Velocity velocity) {
    Money perDay = velocity.perDay();
    return perDay == null ? 0 : perDay.amount().movePointRight(2).longValue();
  }

  static String basis(Norm norm) {
    return switch (norm.basis()) {
      case STAGE -> Words.count(norm.ownStays(), "win", "wins");
      case PIPELINE ->
          "all open stages ("
              + Words.count(norm.calendar().count(), "stay", "stays")
              + "), for only "
              + Words.number(norm.ownStays())
              + " of its own are known";
      case NONE -> "nothing: too little was won so far";
    };
  }
}
