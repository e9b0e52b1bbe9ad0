package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.opportunity.PipelinePast.Changes;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.opportunity.Waterfall.Kind;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a pipeline between two days.
 *
 * @param changes null where the address is wrong
 */
record WaterfallPage(
    ListAddress address,
    Pipeline pipeline,
    List<Pipeline> pipelines,
    List<Person> owners,
    String from,
    String to,
    @Nullable Changes changes,
    List<Violation> problems) {

  static final String[] FILTERS = {
    "pipeline", "from", "to", "owner", "closeFrom", "closeTo", "amountMin", "amountMax"
  };

  private static final int WIDTH = 100;

  WaterfallPage {
    pipelines = ImmutableList.copyOf(pipelines);
    owners = ImmutableList.copyOf(owners);
    problems = ImmutableList.copyOf(problems);
  }

  /**
   * A line of the table, with its bar.
   *
   * @param tone of the bar: good, bad, or empty for what is there
   * @param start where the bar begins, and how long it is, in hundredths of the whole
   */
  record Line(
      String name, String count, String amount, String tone, BigDecimal start, BigDecimal length) {

    boolean hasBar() {
      return length.signum() > 0;
    }
  }

  /** Nothing is drawn where amounts are hidden or cannot be added up. */
  List<Line> lines() {
    Changes all = changes;
    if (all == null) {
      return List.of();
    }
    List<Bar> bars = new ArrayList<>();
    BigDecimal level = amount(all.opening());
    bars.add(
        new Bar("Open at first", all.waterfall().opening().count(), all.opening(), null, level));
    for (int i = 0; i < all.steps().size(); i++) {
      var step = all.steps().get(i);
      bars.add(new Bar(name(step.kind()), step.count(), step.total(), level, amount(step.total())));
      level = level.add(amount(step.total()));
    }
    Total exchange = all.exchange();
    if (exchange != null && amount(exchange).signum() != 0) {
      bars.add(new Bar("Exchange rates, rounding", -1, exchange, level, amount(exchange)));
    }
    bars.add(
        new Bar(
            "Open at last",
            all.waterfall().closing().count(),
            all.closing(),
            null,
            amount(all.closing())));
    BigDecimal most =
        bars.stream()
            .flatMap(bar -> List.of(bar.begin(), bar.end()).stream())
            .reduce(BigDecimal.ZERO, BigDecimal::max);
    BigDecimal least = bars.stream().map(Bar::begin).reduce(BigDecimal.ZERO, BigDecimal::min);
    return bars.stream().map(bar -> bar.line(least, most)).toList();
  }

  private record Bar(
      String name, long count, @Nullable Total total, @Nullable BigDecimal level, BigDecimal by) {

    BigDecimal begin() {
      return level == null ? BigDecimal.ZERO : level.min(level.add(by));
    }

    BigDecimal end() {
      return level == null ? by : level.max(level.add(by));
    }

    Line line(BigDecimal least, BigDecimal most) {
      BigDecimal whole = most.subtract(least);
      return new Line(
          name,
          count < 0 ? "" : Words.number(count),
          total == null
              ? ""
              : total.sum() == null
                  ? "no rate"
                  : (level != null && by.signum() > 0 ? "+" : "")
                      + Words.money(List.of(total.sum())),
          level == null ? "" : by.signum() < 0 ? "bad" : "good",
          share(begin().subtract(least), whole),
          share(end().subtract(begin()), whole));
    }

    private static BigDecimal share(BigDecimal part, BigDecimal whole) {
      return whole.signum() == 0
          ? BigDecimal.ZERO
          : part.multiply(BigDecimal.valueOf(WIDTH)).divide(whole, 2, RoundingMode.HALF_UP);
    }
  }

  private static BigDecimal amount(@Nullable Total total) {
    Money sum = total == null ? null : total.sum();
    return sum == null ? BigDecimal.ZERO : sum.amount();
  }

  static String name(Kind kind) {
    return switch (kind) {
      case CREATED -> "Created";
      case REOPENED -> "Reopened";
      case ENTERED -> "Came from elsewhere";
      case PULLED_IN -> "Close date came into the time";
      case RAISED -> "Amount raised";
      case LOWERED -> "Amount lowered";
      case MOVED_UP -> "Moved to a later stage";
      case MOVED_DOWN -> "Moved to an earlier stage";
      case WON -> "Won";
      case LOST -> "Lost";
      case SLIPPED -> "Slipped out of the time";
      case LEFT -> "Went elsewhere";
    };
  }

  /** By which rates; empty where there is one currency. */
  String rates() {
    Changes all = changes;
    Total closing = all == null ? null : all.closing();
    if (closing == null) {
      return "";
    }
    if (!closing.missing().isEmpty()) {
      return "Not added up: a rate is missing.";
    }
    return "In "
        + closing.currency().getCurrencyCode()
        + "; what changed and what is open at last by the rates of the last day, what was open at"
        + " first by those of the first.";
  }
}
