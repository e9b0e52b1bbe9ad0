package dev.kith.crm.domain.scoring.prediction;

/**
 * Which share of records is won, as far as some closed ones tell. What is believed before there are
 * any is a beta distribution; by default that of Jeffreys, half a record won and half a one lost,
 * with which intervals are right as often as they say (Brown, Cai and DasGupta, Interval Estimation
 * for a Binomial Proportion, Statistical Science 16, 2001). Without closed records the share is one
 * half, and the interval nearly all there is.
 *
 * @param won how many were won
 * @param lost how many were lost
 * @param prior what is believed beforehand
 */
public record BaseRate(int won, int lost, Prior prior) {

  /** As if so many records had been won and lost, in parts of records. */
  public record Prior(double won, double lost) {

    public static final Prior JEFFREYS = new Prior(0.5, 0.5);

    public Prior {
      if (!(won > 0 && lost > 0 && Double.isFinite(won + lost))) {
        throw new IllegalArgumentException(
            "a prior needs some records won and some lost, not " + won + " and " + lost);
      }
    }
  }

  /** The share is in it with a probability of 95 %. */
  public record Interval(double low, double high) {}

  public double mean() {
    return a() / (a() + b());
  }

  public Interval interval() {
    return new Interval(
        BetaDistribution.quantile(0.025, a(), b()), BetaDistribution.quantile(0.975, a(), b()));
  }

  private double a() {
    return won + prior.won();
  }

  private double b() {
    return lost + prior.lost();
  }
}
