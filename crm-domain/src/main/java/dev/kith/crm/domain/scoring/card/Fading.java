package dev.kith.crm.domain.scoring.card;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long a score in whole points stays what it is, if nothing happens: a lower bound, in a
 * closed formula.
 *
 * <p>What was given, P, and what was taken, N, fade with half-lives of which the shortest is h. So
 * within a time t, S = P − N falls by no more than P·(1 − 2^(−t/h)), and rises by no more than N·(1
 * − 2^(−t/h)), whatever the caps. Solved for t, these are the earliest moments at which S can have
 * come down, or up, to where the score is one point less, or more.
 *
 * @param counted S, the points of the ledger that count, after caps
 * @param given P, those that were given and have not faded, before caps
 * @param taken N, those that were taken, as a positive number
 * @param saturation with so many points engagement is 63
 * @param halfLife the shortest, in seconds; infinite where nothing fades
 */
public record Fading(double counted, double given, double taken, int saturation, double halfLife) {

  /** Nobody looks more often than this. */
  public static final Duration SHORTEST = Duration.ofMinutes(15);

  /** After so long, somebody looks again in any case, so that moments are moments. */
  public static final Duration LONGEST = Duration.ofDays(3_650);

  /** Empty if it stays for ever. */
  public Optional<Duration> unchanged(CombinedScore score) {
    double factor = score.factor(Part.ENGAGEMENT);
    if (factor == 0 || Double.isInfinite(halfLife)) {
      return Optional.empty();
    }
    double engagement = score.parts().engagement();
    double exact = score.exact();
    double below = engagement - (exact - (score.value() - 0.5)) / factor;
    double above = engagement + (score.value() + 0.5 - exact) / factor;
    double seconds =
        Math.min(
            below < 0 ? Double.POSITIVE_INFINITY : until(counted - pointsAt(below), given),
            above >= 100 ? Double.POSITIVE_INFINITY : until(pointsAt(above) - counted, taken));
    return Double.isInfinite(seconds)
        ? Optional.empty()
        : Optional.of(
            Duration.ofSeconds(
                Math.clamp((long) seconds, SHORTEST.toSeconds(), LONGEST.toSeconds())));
  }

  private double pointsAt(double engagement) {
    return -saturation * Math.log1p(-engagement / 100);
  }

  /** When so much of an amount has faded at the earliest. */
  private double until(double difference, double amount) {
    double faded = Math.max(0, difference);
    return faded >= amount
        ? Double.POSITIVE_INFINITY
        : -halfLife * Math.log1p(-faded / amount) / Math.log(2);
  }
}
