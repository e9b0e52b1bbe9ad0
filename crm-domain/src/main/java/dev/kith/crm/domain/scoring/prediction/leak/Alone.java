package dev.kith.crm.domain.scoring.prediction.leak;

import dev.kith.crm.domain.scoring.prediction.example.Input;
import dev.kith.crm.domain.scoring.prediction.example.Sheet;
import dev.kith.crm.domain.scoring.prediction.learning.Chance;
import dev.kith.crm.domain.scoring.prediction.learning.Coarse;
import dev.kith.crm.domain.scoring.prediction.learning.Feature;
import dev.kith.crm.domain.scoring.prediction.learning.Folds;
import dev.kith.crm.domain.scoring.prediction.measure.Gain;
import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import dev.kith.crm.domain.scoring.prediction.measure.RocCurve;
import java.util.Arrays;
import java.util.Optional;

/** What a column tells of the outcome when nothing else is known. */
final class Alone {

  private static final int GROUPS = 20;
  private static final int FOLDS = 5;

  /** The share of a group is believed as if so many average records were in it besides. */
  private static final double PRIOR = 4;

  /** Of so many records with the other outcome that were to be expected, there are next to none. */
  private static final double EXPECTED = 20;

  /** A number that at least so many have is what stands where nothing has happened. */
  private static final double USUAL = 0.2;

  private static final double NEXT_TO_NONE = 0.01;

  /** A difference in log-odds worth mentioning, and how many standard errors it must have. */
  private static final double DIFFERENCE = 1;

  private static final double ERRORS = 4;

  private final Input input;
  private final boolean[] won;
  private final short[] bins;
  private final double share;
  private final double[] leftOut;
  private final double[] average;

  private Alone(Input input, boolean[] won, short[] bins, double share) {
    this.input = input;
    this.won = won;
    this.bins = bins;
    this.share = share;
    this.leftOut = leftOut();
    this.average = new double[won.length];
    Arrays.fill(average, LogOdds.of(share));
  }

  static Alone of(Input input, Sheet sheet) {
    double share = (sheet.countWon() + 0.5) / (sheet.rows() + 1);
    return new Alone(input, sheet.won(), input.bins(sheet), share);
  }

  /** For each row the log-odds of its group, by the other rows. */
  private double[] leftOut() {
    int[] groups = groups();
    int size = Arrays.stream(groups).max().orElse(0) + 1;
    Folds folds = Folds.of(won, FOLDS, new Chance(1));
    double[][] all = new double[FOLDS][size];
    double[][] wins = new double[FOLDS][size];
    for (int row = 0; row < won.length; row++) {
      int group = groups[bins[row]];
      all[folds.partOf(row)][group]++;
      wins[folds.partOf(row)][group] += won[row] ? 1 : 0;
    }
    double[] logOdds = new double[won.length];
    for (int row = 0; row < won.length; row++) {
      int group = groups[bins[row]];
      double rows = PRIOR;
      double ofThem = PRIOR * share;
      for (int part = 0; part < FOLDS; part++) {
        if (part != folds.partOf(row)) {
          rows += all[part][group];
          ofThem += wins[part][group];
        }
      }
      logOdds[row] = LogOdds.of(ofThem / rows);
    }
    return logOdds;
  }

  private int[] groups() {
    if (input.ordered()) {
      return Coarse.of(Feature.of(bins, input.bins(), true), GROUPS).groups();
    }
    int[] groups = new int[input.bins()];
    Arrays.setAll(groups, bin -> bin);
    return groups;
  }

  double auc() {
    return RocCurve.of(leftOut, won).area();
  }

  /** Which share of the uncertainty it takes away. */
  double explained() {
    return 1 - Gain.meanLoss(leftOut, won) / Gain.meanLoss(average, won);
  }

  /** Whether it tells anything, beyond doubt. */
  boolean tells() {
    Gain gain = Gain.of(leftOut, average, won);
    return gain.mean() > 3 * gain.standardError();
  }

  /** Words with which the outcome is the same nearly without exception. */
  Optional<LeakSign> certain() {
    if (input.ordered()) {
      return Optional.empty();
    }
    int[] all = new int[input.bins()];
    int[] wins = new int[input.bins()];
    for (int row = 0; row < won.length; row++) {
      all[bins[row]]++;
      wins[bins[row]] += won[row] ? 1 : 0;
    }
    int records = 0;
    int most = -1;
    for (int bin = 2; bin < all.length; bin++) {
      if (isCertain(wins[bin], all[bin])) {
        records += all[bin];
        most = most < 0 || all[bin] > all[most] ? bin : most;
      }
    }
    double covered = (double) records / won.length;
    return covered < 0.02
        ? Optional.empty()
        : Optional.of(new LeakSign.Certain(input.label(most), records, covered));
  }

  private boolean isCertain(int wins, int all) {
    return isWithout(wins, all, share) || isWithout(all - wins, all, 1 - share);
  }

  /** Whether there are next to none of what so many should be. */
  private static boolean isWithout(int found, int all, double usual) {
    return all * usual >= EXPECTED
        && found <= NEXT_TO_NONE * all
        && found <= usual * all / EXPECTED;
  }

  Optional<LeakSign> presence() {
    int filled = 0;
    int wonFilled = 0;
    int wins = 0;
    for (int row = 0; row < won.length; row++) {
      boolean isFilled = bins[row] != Input.BLANK;
      filled += isFilled ? 1 : 0;
      wonFilled += isFilled && won[row] ? 1 : 0;
      wins += won[row] ? 1 : 0;
    }
    int blank = won.length - filled;
    int wonBlank = wins - wonFilled;
    boolean without = isCertain(wonFilled, filled) || isCertain(wonBlank, blank);
    if (blank == 0 || filled == 0 || !differ(wonFilled, filled, wonBlank, blank)) {
      return Optional.empty();
    }
    return Optional.of(
        new LeakSign.Presence((double) wonFilled / filled, (double) wonBlank / blank, without));
  }

  /** A usual number, and certainty where it is another; shown by numbers only. */
  Optional<LeakSign> departure(double[] numbers) {
    double usual = mostFrequent(numbers);
    int there = 0;
    int wonThere = 0;
    int elsewhere = 0;
    int wonElsewhere = 0;
    for (int row = 0; row < won.length; row++) {
      if (numbers[row] == usual) {
        there++;
        wonThere += won[row] ? 1 : 0;
      } else if (!Double.isNaN(numbers[row])) {
        elsewhere++;
        wonElsewhere += won[row] ? 1 : 0;
      }
    }
    boolean isUsual = there >= USUAL * (there + elsewhere);
    return isUsual && isCertain(wonElsewhere, elsewhere)
        ? Optional.of(
            new LeakSign.Departure(
                usual, (double) wonThere / there, (double) wonElsewhere / elsewhere))
        : Optional.empty();
  }

  private static double mostFrequent(double[] numbers) {
    double[] sorted = Arrays.stream(numbers).filter(x -> !Double.isNaN(x)).sorted().toArray();
    double usual = Double.NaN;
    int most = 0;
    int start = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[start]) {
        if (i - start > most) {
          most = i - start;
          usual = sorted[start];
        }
        start = i;
      }
    }
    return usual;
  }

  /** Rows are ordered by time. */
  Optional<LeakSign> age() {
    int half = won.length / 2;
    int older = 0;
    int newer = 0;
    for (int row = 0; row < won.length; row++) {
      if (bins[row] != Input.BLANK) {
        older += row < half ? 1 : 0;
        newer += row < half ? 0 : 1;
      }
    }
    int rest = won.length - half;
    return differ(older, half, newer, rest)
        ? Optional.of(new LeakSign.Age((double) older / half, (double) newer / rest))
        : Optional.empty();
  }

  /**
   * Two shares, by the logarithm of their odds ratio (Woolf, Annals of Human Genetics 19, 1955).
   */
  private static boolean differ(int some, int all, int others, int ofAll) {
    double a = some + 0.5;
    double b = all - some + 0.5;
    double c = others + 0.5;
    double d = ofAll - others + 0.5;
    double difference = Math.abs(Math.log(a * d / (b * c)));
    return difference >= DIFFERENCE
        && difference >= ERRORS * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  }
}
