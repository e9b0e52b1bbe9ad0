package dev.kith.crm.domain.lifecycle;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long accounts stay in a stage, by the product-limit estimator: E. L. Kaplan and P. Meier,
 * "Nonparametric Estimation from Incomplete Observations", Journal of the American Statistical
 * Association 53 (1958), 457–481. An account that is still there counts for as long as it has been:
 * it is "censored", not left out, as it would be by the average of those that have left, which
 * makes every stage look shorter than it is.
 *
 * <p>Times are whole hours, cut; accounts that leave in an hour count as leaving before those that
 * are censored in it.
 *
 * @param median after which half have left; null where it cannot be said yet, for more than half
 *     stay longer than any was watched
 * @param ninetieth after which nine of ten have left; null likewise
 * @param curve which part is still there after so long: where it has fallen by a hundredth or more
 *     since the point before, and at its end
 */
public record Survival(@Nullable Duration median, @Nullable Duration ninetieth, List<Point> curve) {

  /** Nothing is known. */
  public static final Survival NONE = new Survival(null, null, List.of());

  private static final double STEP = 0.01;

  /** Sums of products of fractions are not exact to the last bit. */
  private static final double TOLERANCE = 1e-9;

  public Survival {
    curve = ImmutableList.copyOf(curve);
  }

  /**
   * Accounts that stayed for as long.
   *
   * @param hours cut to whole ones
   * @param left whether they left then; otherwise they were still there when last seen
   */
  public record Stayed(long hours, boolean left, long accounts) {}

  /**
   * @param staying from 0 to 1
   */
  public record Point(Duration after, double staying) {}

  public static Survival of(Collection<Stayed> all) {
    TreeMap<Long, long[]> byHour = new TreeMap<>();
    long atRisk = 0;
    for (Stayed stayed : all) {
      byHour.computeIfAbsent(stayed.hours(), hour -> new long[2])[stayed.left() ? 0 : 1] +=
          stayed.accounts();
      atRisk += stayed.accounts();
    }
    double staying = 1;
    double shown = 1;
    Duration median = null;
    Duration ninetieth = null;
    ImmutableList.Builder<Point> curve = ImmutableList.builder();
    for (var hour : byHour.entrySet()) {
      long left = hour.getValue()[0];
      Duration after = Duration.ofHours(hour.getKey());
      if (left > 0) {
        staying *= (double) (atRisk - left) / atRisk;
        median = median == null && staying <= 0.5 + TOLERANCE ? after : median;
        ninetieth = ninetieth == null && staying <= 0.1 + TOLERANCE ? after : ninetieth;
      }
      atRisk -= left + hour.getValue()[1];
      if (shown - staying >= STEP - TOLERANCE || (atRisk == 0 && staying < shown)) {
        curve.add(new Point(after, staying));
        shown = staying;
      }
    }
    return new Survival(median, ninetieth, curve.build());
  }
}
