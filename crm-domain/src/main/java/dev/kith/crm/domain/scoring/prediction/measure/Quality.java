package dev.kith.crm.domain.scoring.prediction.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good predictions turned out to be. Probabilities are taken no nearer to 0 and 1 than 0.0001,
 * so that one mistake made in certainty does not outweigh all else.
 *
 * @param size how many records were predicted
 * @param won how many of them were won
 * @param auc how likely a won record has a higher prediction than a lost one, ties counting half;
 *     0.5 where all ended alike
 * @param aucMargin 1.96 standard errors of it
 * @param logLoss mean of {@code -ln} of the probability given to what happened
 * @param brier mean squared difference of prediction and outcome (Brier 1950)
 * @param calibrationError expected calibration error: over ten equal bins of probability, the mean
 *     difference of predictions and outcomes, weighted by the records in the bin (Naeini, Cooper
 *     and Hauskrecht, AAAI 2015)
 * @param calibration these ten bins, those without records left out
 * @param deciles tenths of the records, the highest predictions first
 */
public record Quality(
    int size,
    int won,
    double auc,
    double aucMargin,
    double logLoss,
    double brier,
    double calibrationError,
    List<CalibrationBin> calibration,
    List<Decile> deciles) {

  private static final double LEAST = 1e-4;
  private static final int BINS = 10;

  public Quality {
    calibration = List.copyOf(calibration);
    deciles = List.copyOf(deciles);
  }

  /**
   * Predictions within equal bounds, and how it came.
   *
   * @param from the lower bound of the predictions; the upper one is a tenth more
   * @param predicted their mean
   * @param share which share of the records was won
   */
  public record CalibrationBin(double from, int size, double predicted, double share) {}

  /**
   * A tenth of the records.
   *
   * @param share which share of them was won
   * @param lift the share in units of that of all records; 0 if none was won at all
   */
  public record Decile(int size, int won, double share, double lift) {}

  /**
   * @throws IllegalArgumentException if there are more or fewer predictions than outcomes
   */
  public static Quality of(double[] probabilities, boolean[] outcomes) {
    if (probabilities.length != outcomes.length) {
      throw new IllegalArgumentException(
          probabilities.length + " predictions for " + outcomes.length + " outcomes");
    }
    double[] clipped =
        Arrays.stream(probabilities).map(p -> Math.clamp(p, LEAST, 1 - LEAST)).toArray();
    int size = outcomes.length;
    int won = (int) IntStream.range(0, size).filter(i -> outcomes[i]).count();
    double loss = 0;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      loss -= Math.log(outcomes[i] ? clipped[i] : 1 - clipped[i]);
      double miss = (outcomes[i] ? 1 : 0) - clipped[i];
      squares += miss * miss;
    }
    int divisor = Math.max(1, size);
    RocCurve curve = RocCurve.of(clipped, outcomes);
    List<CalibrationBin> calibration = calibration(clipped, outcomes);
    double error =
        calibration.stream().mapToDouble(b -> b.size() * Math.abs(b.share() - b.predicted())).sum();
    return new Quality(
        size,
        won,
        curve.area(),
        curve.margin(),
        loss / divisor,
        squares / divisor,
        error / divisor,
        calibration,
        deciles(clipped, outcomes, won));
  }

  /** How much more often those among the highest tenth of predictions were won than all. */
  public double topLift() {
    return deciles.isEmpty() ? 0 : deciles.getFirst().lift();
  }

  private static List<CalibrationBin> calibration(double[] probabilities, boolean[] outcomes) {
    int[] sizes = new int[BINS];
    int[] wons = new int[BINS];
    double[] sums = new double[BINS];
    for (int i = 0; i < outcomes.length; i++) {
      int bin = Math.min(BINS - 1, (int) (probabilities[i] * BINS));
      sizes[bin]++;
      wons[bin] += outcomes[i] ? 1 : 0;
      sums[bin] += probabilities[i];
    }
    return IntStream.range(0, BINS)
        .filter(bin -> sizes[bin] > 0)
        .mapToObj(bin ->
            new CalibrationBin(
                (double) bin / BINS,
                sizes[bin],
                sums[bin] / sizes[bin],
                (double) wons[bin] / sizes[bin]))
        .toList();
  }

  private static List<Decile> deciles(double[] probabilities, boolean[] outcomes, int allWon) {
    int size = outcomes.length;
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i]))
            .mapToInt(i -> i)
            .toArray();
    return IntStream.range(0, 10)
        .mapToObj(tenth -> decile(order, outcomes, tenth, allWon))
        .filter(decile -> decile.size() > 0)
        .toList();
  }

  private static Decile decile(int[] order, boolean[] outcomes, int tenth, int allWon) {
    int from = upTo(tenth, order.length);
    int to = upTo(tenth + 1, order.length);
    int won = (int) Arrays.stream(order, from, to).filter(i -> outcomes[i]).count();
    double share = (double) won / Math.max(1, to - from);
    double overall = (double) allWon / order.length;
    return new Decile(to - from, won, share, allWon == 0 ? 0 : share / overall);
  }

  private static int upTo(int tenths, int size) {
    return (int) ((tenths * (long) size + 9) / 10);
  }
}
