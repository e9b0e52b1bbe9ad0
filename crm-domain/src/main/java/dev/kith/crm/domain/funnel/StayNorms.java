package dev.kith.crm.domain.funnel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long what was won had stayed in each stage, against which the open is held: by the clock and
 * in business time.
 *
 * <p>A stage from which at least {@value #ENOUGH} such stays are known has a norm of its own. Fewer
 * say little, so it then has that of all open stages of the pipeline together, if they have at
 * least {@value #ENOUGH_OF_ALL}; otherwise it has none.
 */
public final class StayNorms {

  /** So many stays make the norm of a stage. */
  public static final int ENOUGH = 20;

  /** So many stays make the norm of a pipeline. */
  public static final int ENOUGH_OF_ALL = 5;

  private final Map<String, Times> byStage = new HashMap<>();
  private final Times all = new Times();

  private static final class Times {
    private final Lengths calendar = new Lengths();
    private final Lengths business = new Lengths();

    private Norm norm(Basis basis, long ownStays) {
      return new Norm(basis, ownStays, calendar, business);
    }
  }

  /** From what a norm is taken. */
  public enum Basis {
    STAGE,
    PIPELINE,
    NONE
  }

  /**
   * What is usual.
   *
   * @param ownStays how many stays in the stage itself are known, whatever it is taken from
   */
  public record Norm(Basis basis, long ownStays, Lengths calendar, Lengths business) {

    /** Beyond which only one in ten was; null where there is no norm. */
    public @Nullable Duration ninetieth() {
      return calendar.percentile(90);
    }
  }

  /** So many stays of what was won, of that length. */
  public void add(String stage, long calendarHours, long businessHours, long stays) {
    Times own = byStage.computeIfAbsent(stage, key -> new Times());
    own.calendar.add(calendarHours, stays);
    own.business.add(businessHours, stays);
    all.calendar.add(calendarHours, stays);
    all.business.add(businessHours, stays);
  }

  public Norm of(String stage) {
    Times own = byStage.getOrDefault(stage, new Times());
    long known = own.calendar.count();
    if (known >= ENOUGH) {
      return own.norm(Basis.STAGE, known);
    }
    return all.calendar.count() >= ENOUGH_OF_ALL
        ? all.norm(Basis.PIPELINE, known)
        : new Times().norm(Basis.NONE, known);
  }
}
