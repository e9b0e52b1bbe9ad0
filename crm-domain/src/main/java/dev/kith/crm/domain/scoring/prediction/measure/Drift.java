package dev.kith.crm.domain.scoring.prediction.measure;

/**
 * How far the shares of some groups have moved, as population stability index: over the groups, the
 * sum of {@code (now - then) * ln(now / then)}. Half a record is added to each group, so that one
 * without records can be taken into account.
 *
 * <p>Where nothing has moved, the index of few records is not zero either: it is distributed like a
 * chi-square with one degree less than there are groups, times {@code 1/then + 1/now} of the
 * numbers of records. What chance brings about in one of a thousand cases is no drift, however
 * large.
 *
 * <p>Sources: Siddiqi, Credit Risk Scorecards, 2006 (the index and its marks at 0.1 and 0.25);
 * Yurdakul, Statistical Properties of Population Stability Index, 2018 (its distribution); Wilson
 * and Hilferty, PNAS 17 (1931), for the quantile of chi-square.
 *
 * @param index 0 where the shares are the same
 * @param chance what the index stays below in 999 of 1,000 cases where nothing has moved
 */
public record Drift(double index, double chance) {

  /** What is to be made of it. */
  public enum Extent {
    /** Below 0.1, or not more than chance. */
    NONE,
    /** From 0.1: worth a look. */
    SOME,
    /** From 0.25: what was learned may hold no longer. */
    MUCH
  }

  private static final double SOME = 0.1;
  private static final double MUCH = 0.25;
  private static final double ONE_IN_A_THOUSAND = 3.0902;

  /**
   * @param then how many records were in each group
   * @param now how many are, in the same groups
   * @throws IllegalArgumentException if the groups are not as many
   */
  public static Drift between(long[] then, long[] now) {
    if (then.length != now.length) {
      throw new IllegalArgumentException(then.length + " groups against " + now.length);
    }
    double allThen = 0;
    double allNow = 0;
    int groups = 0;
    for (int i = 0; i < then.length; i++) {
      allThen += then[i];
      allNow += now[i];
      groups += then[i] + now[i] > 0 ? 1 : 0;
    }
    if (allThen == 0 || allNow == 0) {
      return new Drift(0, 0);
    }
    double index = 0;
    for (int i = 0; i < then.length; i++) {
      if (then[i] + now[i] > 0) {
        double before = (then[i] + 0.5) / (allThen + 0.5 * groups);
        double after = (now[i] + 0.5) / (allNow + 0.5 * groups);
        index += (after - before) * Math.log(after / before);
      }
    }
    return new Drift(index, (1 / allThen + 1 / allNow) * chiSquare(groups - 1));
  }

  private static double chiSquare(int freedom) {
    if (freedom < 1) {
      return 0;
    }
    double spread = 2.0 / (9 * freedom);
    return freedom * Math.pow(1 - spread + ONE_IN_A_THOUSAND * Math.sqrt(spread), 3);
  }

  public Extent extent() {
    if (index < SOME || index <= chance) {
      return Extent.NONE;
    }
    return index < MUCH ? Extent.SOME : Extent.MUCH;
  }
}
