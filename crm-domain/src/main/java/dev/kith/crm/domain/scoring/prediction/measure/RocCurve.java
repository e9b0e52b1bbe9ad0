package dev.kith.crm.domain.scoring.prediction.measure;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The area under the ROC curve, with ties counting half, and how sure it is.
 *
 * <p>Source: DeLong, DeLong and Clarke-Pearson, Comparing the Areas under Two or More Correlated
 * Receiver Operating Characteristic Curves, Biometrics 44 (1988); by mid-ranks, as in Sun and Xu,
 * IEEE Signal Processing Letters 21 (2014).
 *
 * @param area 0 to 1; 0.5 where all ended alike
 * @param margin 1.96 standard errors of the area; 0.5 where it cannot be told
 */
public record RocCurve(double area, double margin) {

  private static final RocCurve NOTHING = new RocCurve(0.5, 0.5);

  public static RocCurve of(double[] scores, boolean[] outcomes) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(i -> i)
            .toArray();
    double won = IntStream.range(0, outcomes.length).filter(i -> outcomes[i]).count();
    double lost = outcomes.length - won;
    if (won == 0 || lost == 0) {
      return NOTHING;
    }
    Moments wonOverLost = new Moments();
    Moments lostUnderWon = new Moments();
    int from = 0;
    double wonBelow = 0;
    double lostBelow = 0;
    while (from < order.length) {
      int to = from;
      int wonHere = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        wonHere += outcomes[order[to]] ? 1 : 0;
        to++;
      }
      int lostHere = to - from - wonHere;
      wonOverLost.add((lostBelow + lostHere / 2.0) / lost, wonHere);
      lostUnderWon.add((won - wonBelow - wonHere / 2.0) / won, lostHere);
      wonBelow += wonHere;
      lostBelow += lostHere;
      from = to;
    }
    double variance = wonOverLost.variance() / won + lostUnderWon.variance() / lost;
    return new RocCurve(wonOverLost.mean(), won < 2 || lost < 2 ? 0.5 : 1.96 * Math.sqrt(variance));
  }

  private static final class Moments {
    private double count;
    private double sum;
    private double squares;

    void add(double value, int times) {
      count += times;
      sum += times * value;
      squares += times * value * value;
    }

    double mean() {
      return sum / count;
    }

    double variance() {
      return Math.max(0, squares - sum * sum / count) / Math.max(1, count - 1);
    }
  }
}
