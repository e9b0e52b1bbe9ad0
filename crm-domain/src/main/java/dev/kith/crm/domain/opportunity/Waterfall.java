package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.kith.crm.domain.pipeline.Stage;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What made the open opportunities of a pipeline at one moment into those at a later one. What was
 * there first and all that changed add up to what is there at last, to the last digit, in each
 * currency by itself: in numbers, in amounts, and in amounts by the probabilities.
 *
 * @param opening what was open at the first moment
 * @param steps what changed, in the order of {@link Kind}; kinds of which there is nothing are left
 *     out
 * @param closing what was open at the second moment
 */
public record Waterfall(Sum opening, List<Step> steps, Sum closing) {

  public Waterfall {
    steps = ImmutableList.copyOf(steps);
  }

  /** What can happen to what is counted. */
  public enum Kind {
    CREATED(1),
    REOPENED(1),
    /** From another pipeline, out of the bin, or to those that are looked at. */
    ENTERED(1),
    /** Its close date came into the time that is looked at. */
    PULLED_IN(1),
    RAISED(0),
    LOWERED(0),
    /** To a later stage. */
    MOVED_UP(0),
    /** To an earlier stage. */
    MOVED_DOWN(0),
    WON(-1),
    LOST(-1),
    /** Its close date went out of the time that is looked at. */
    SLIPPED(-1),
    /** To another pipeline, into the bin, or away from those that are looked at. */
    LEFT(-1);

    private final int sign;

    Kind(int sign) {
      this.sign = sign;
    }

    /** By how much one of it changes how many are counted. */
    public int sign() {
      return sign;
    }
  }

  /** Where an opportunity was at a moment. */
  public enum Place {
    /** It was not there yet. */
    NOWHERE,
    /** In the bin, in another pipeline, or not one of those that are looked at. */
    ELSEWHERE,
    HERE
  }

  /**
   * How something stood at a moment.
   *
   * @param stage null unless it was here
   * @param inTime whether its close date was within the time that is looked at
   * @param currency null where it had no amount
   */
  public record Side(
      Place place, @Nullable String stage, boolean inTime, @Nullable String currency) {
    public static final Side NOWHERE = new Side(Place.NOWHERE, null, false, null);
  }

  /**
   * Opportunities that went the same way.
   *
   * @param direction of the amount where the currency stayed: 1 if it rose, -1 if it fell, else 0
   * @param amountBefore of all of them together
   */
  public record Way(
      Side before,
      Side after,
      int direction,
      long count,
      BigDecimal amountBefore,
      BigDecimal amountAfter) {}

  /**
   * Something added up.
   *
   * @param amounts by code of currency; without those that are zero
   * @param weighted the same by the probabilities, not rounded
   */
  public record Sum(long count, Map<String, BigDecimal> amounts, Map<String, BigDecimal> weighted) {
    public Sum {
      amounts = ImmutableSortedMap.copyOf(amounts);
      weighted = ImmutableSortedMap.copyOf(weighted);
    }

    Sum counted() {
      return new Sum(count, Map.of(), Map.of());
    }

    /** Both together; a step counts by its sign. */
    public Sum plus(Step step) {
      Adding sum = new Adding();
      sum.count = count + step.kind.sign * step.sum.count;
      amounts.forEach(sum::amount);
      step.sum.amounts.forEach(sum::amount);
      weighted.forEach(sum::weighted);
      step.sum.weighted.forEach(sum::weighted);
      return sum.done();
    }
  }

  /** How often something happened, and by how much it changed the sums. */
  public record Step(Kind kind, Sum sum) {}

  /**
   * @param stages of the pipeline, also those that are no more, by their keys
   */
  public static Waterfall of(List<Way> ways, List<Stage> stages) {
    Map<String, Stage> known = new TreeMap<>();
    stages.forEach(stage -> known.putIfAbsent(stage.key(), stage));
    return new Working(known, stages.stream().map(Stage::key).toList()).of(ways);
  }

  /** The same without what it is worth: how often something happened. */
  public Waterfall withoutAmounts() {
    return new Waterfall(
        opening.counted(),
        steps.stream()
            .filter(step -> step.kind != Kind.RAISED && step.kind != Kind.LOWERED)
            .map(step -> new Step(step.kind, step.sum.counted()))
            .toList(),
        closing.counted());
  }

  private record Working(Map<String, Stage> stages, List<String> order) {

    Waterfall of(List<Way> ways) {
      Adding opening = new Adding();
      Adding closing = new Adding();
      Map<Kind, Adding> steps = new EnumMap<>(Kind.class);
      Function<Kind, Adding> step = kind -> steps.computeIfAbsent(kind, k -> new Adding());
      for (Way way : ways) {
        boolean was = counts(way.before);
        boolean is = counts(way.after);
        if (was) {
          opening.add(way.count, way.before, way.amountBefore, probability(way.before));
        }
        if (is) {
          closing.add(way.count, way.after, way.amountAfter, probability(way.after));
        }
        if (was && is) {
          stayed(way, step);
        } else if (is) {
          step.apply(came(way.before))
              .add(way.count, way.after, way.amountAfter, probability(way.after));
        } else if (was) {
          went(way, step);
        } else if (way.before.place == Place.NOWHERE && isDecided(way.after) && way.after.inTime) {
          // It came and went in between.
          step.apply(Kind.CREATED).add(way.count, way.after, way.amountAfter, BigDecimal.ZERO);
          step.apply(decision(way.after))
              .add(way.count, way.after, way.amountAfter.negate(), BigDecimal.ZERO);
        }
      }
      return new Waterfall(
          opening.done(),
          steps.entrySet().stream()
              .map(e -> new Step(e.getKey(), e.getValue().done()))
              .filter(s -> s.sum.count > 0)
              .toList(),
          closing.done());
    }

    private void stayed(Way way, Function<Kind, Adding> step) {
      repriced(way, step, probability(way.after));
      int steps = place(way.after) - place(way.before);
      if (steps != 0) {
        Adding moved = step.apply(steps > 0 ? Kind.MOVED_UP : Kind.MOVED_DOWN);
        moved.count += way.count;
        moved.weighted(
            way.before.currency,
            way.amountBefore.multiply(probability(way.after).subtract(probability(way.before))));
      }
    }

    private void went(Way way, Function<Kind, Adding> step) {
      BigDecimal probability = probability(way.before);
      if (isDecided(way.after)) {
        repriced(way, step, probability);
        step.apply(decision(way.after))
            .add(way.count, way.after, way.amountAfter.negate(), probability);
      } else {
        step.apply(way.after.place == Place.HERE ? Kind.SLIPPED : Kind.LEFT)
            .add(way.count, way.before, way.amountBefore.negate(), probability);
      }
    }

    /** The amount is another; in another currency, it is one that falls and one that rises. */
    private static void repriced(Way way, Function<Kind, Adding> step, BigDecimal probability) {
      String before = way.before.currency;
      String after = way.after.currency;
      if (before != null && before.equals(after)) {
        if (way.direction != 0) {
          step.apply(way.direction > 0 ? Kind.RAISED : Kind.LOWERED)
              .add(way.count, way.after, way.amountAfter.subtract(way.amountBefore), probability);
        }
        return;
      }
      if (before != null) {
        step.apply(Kind.LOWERED).add(way.count, way.before, way.amountBefore.negate(), probability);
      }
      if (after != null) {
        step.apply(Kind.RAISED).add(way.count, way.after, way.amountAfter, probability);
      }
    }

    private Kind came(Side before) {
      return switch (before.place) {
        case NOWHERE -> Kind.CREATED;
        case ELSEWHERE -> Kind.ENTERED;
        case HERE -> isDecided(before) ? Kind.REOPENED : Kind.PULLED_IN;
      };
    }

    private boolean counts(Side side) {
      return side.place == Place.HERE && side.inTime && !isDecided(side);
    }

    private boolean isDecided(Side side) {
      return side.place == Place.HERE && !stage(side).isOpen();
    }

    private Kind decision(Side side) {
      return switch (stage(side).type()) {
        case WON -> Kind.WON;
        case LOST, OPEN -> Kind.LOST;
      };
    }

    /** A stage of which nothing is known any more was an open one. */
    private Stage stage(Side side) {
      String key = String.valueOf(side.stage);
      return stages.getOrDefault(key, Stage.open(key, key, 0));
    }

    private BigDecimal probability(Side side) {
      return BigDecimal.valueOf(stage(side).probability(), 2);
    }

    private int place(Side side) {
      return order.indexOf(String.valueOf(side.stage));
    }
  }

  private static final class Adding {
    private long count;
    private final Map<String, BigDecimal> amounts = new TreeMap<>();
    private final Map<String, BigDecimal> weighted = new TreeMap<>();

    void add(long more, Side side, BigDecimal amount, BigDecimal probability) {
      count += more;
      amount(side.currency, amount);
      weighted(side.currency, amount.multiply(probability));
    }

    void amount(@Nullable String currency, BigDecimal amount) {
      put(amounts, currency, amount);
    }

    void weighted(@Nullable String currency, BigDecimal amount) {
      put(weighted, currency, amount);
    }

    private static void put(
        Map<String, BigDecimal> sums, @Nullable String currency, BigDecimal amount) {
      if (currency != null) {
        sums.merge(currency, amount.stripTrailingZeros(), (a, b) -> a.add(b).stripTrailingZeros());
      }
    }

    Sum done() {
      amounts.values().removeIf(a -> a.signum() == 0);
      weighted.values().removeIf(a -> a.signum() == 0);
      return new Sum(count, amounts, weighted);
    }
  }
}
