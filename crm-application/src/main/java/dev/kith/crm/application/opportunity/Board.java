package dev.kith.crm.application.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline with what is in it, or with what was in it once.
 *
 * @param position of the newest event that can be seen in it; what comes behind may be seen too
 * @param asOf the moment that it shows; null for the present
 */
public record Board(
    Pipeline pipeline, long position, List<Column> columns, @Nullable Instant asOf) {

  public Board {
    columns = ImmutableList.copyOf(columns);
  }

  /**
   * What is in a stage.
   *
   * @param count of all, whether they say an amount or not
   * @param amounts what they add up to, in each currency; null where amounts are hidden
   * @param total what that is in the currency of reports; null where amounts are hidden
   * @param cards the topmost
   * @param next where the cards go on; null if these are all
   */
  public record Column(
      Stage stage,
      long count,
      @Nullable List<Money> amounts,
      @Nullable Total total,
      List<Card> cards,
      @Nullable Cursor next) {

    public Column {
      amounts = amounts == null ? null : ImmutableList.copyOf(amounts);
      cards = ImmutableList.copyOf(cards);
    }

    /** The amounts by the probability of the stage, each total rounded half up. */
    public @Nullable List<Money> weighted() {
      BigDecimal probability = BigDecimal.valueOf(stage.probability(), 2);
      return amounts == null
          ? null
          : amounts.stream().map(m -> m.times(probability, RoundingMode.HALF_UP)).toList();
    }

    /** The total by the probability of the stage, rounded half up. */
    public @Nullable Total weightedTotal() {
      if (total == null || total.sum() == null) {
        return total;
      }
      return new Total(
          total.sum().times(BigDecimal.valueOf(stage.probability(), 2), RoundingMode.HALF_UP),
          total.currency(),
          total.rateDate(),
          total.missing());
    }

    public boolean isOverLimit() {
      return stage.wipLimit() != null && count > stage.wipLimit();
    }
  }

  /**
   * @param rotten whether it has been in its stage for too long
   * @param overdue whether it should have been decided by now
   */
  public record Card(OpportunityView opportunity, boolean rotten, boolean overdue) {}

  /** How many are open, of the columns that are shown. */
  public long openCount() {
    return open().mapToLong(Column::count).sum();
  }

  /** What is open, in each currency; null where amounts are hidden. */
  public @Nullable List<Money> openAmounts() {
    return sum(Column::amounts);
  }

  /** What is open, by the probabilities. */
  public @Nullable List<Money> openWeighted() {
    return sum(Column::weighted);
  }

  private Stream<Column> open() {
    return columns.stream().filter(column -> column.stage().isOpen());
  }

  /** What is open, in the currency of reports: the sum of the totals of its columns. */
  public @Nullable Total openTotal() {
    return total(Column::total);
  }

  /** The same by the probabilities. */
  public @Nullable Total openWeightedTotal() {
    return total(Column::weightedTotal);
  }

  private @Nullable Total total(Function<Column, @Nullable Total> totals) {
    return open().map(totals).filter(Objects::nonNull).reduce(Total::plus).orElse(null);
  }

  private @Nullable List<Money> sum(Function<Column, @Nullable List<Money>> amounts) {
    Map<String, Money> sums = new TreeMap<>();
    for (Column column : open().toList()) {
      List<Money> some = amounts.apply(column);
      if (some == null) {
        return null;
      }
      some.forEach(m -> sums.merge(m.currency().getCurrencyCode(), m, Money::plus));
    }
    return List.copyOf(sums.values());
  }
}
