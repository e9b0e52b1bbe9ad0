package dev.kith.crm.application.scoring.model;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.scoring.model.ScoringModels.Moved;
import dev.kith.crm.application.scoring.model.ScoringModels.Simulation;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.model.LeadOutcome;
import dev.kith.crm.domain.scoring.prediction.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What would change by another model.
 *
 * @param anonymous whether leads are not to be named
 */
record Simulating(Kernel kernel, LeadPictures pictures, boolean anonymous) {

  private static final int BARS = 20;
  private static final int MOST_TOLD = 50;

  /**
   * @param models the other one, and the active one if there is one
   */
  Simulation of(Readers models) {
    Predictor next = models.predictors().getFirst();
    Predictor active = models.predictors().size() > 1 ? models.predictors().get(1) : null;
    Long[] before = bars();
    Long[] after = bars();
    // The least moved stands first, to make room.
    Comparator<Moved> byMove =
        Comparator.comparingDouble(Simulating::move).thenComparing(one -> one.lead().toString());
    PriorityQueue<Moved> moved = new PriorityQueue<>(byMove);
    int seen = 0;
    List<LeadId> leads = page(null, 0);
    while (!leads.isEmpty()) {
      for (LeadPictures.Picture picture : pictures.asOf(kernel.now(), leads, models.columns())) {
        if (LeadOutcome.of(picture.lead().status()).isPresent()) {
          continue;
        }
        double now = next.probability(picture.values(), picture.known().at());
        Double was =
            active == null
                ? null
                : Double.valueOf(active.probability(picture.values(), picture.known().at()));
        after[bar(now)]++;
        if (was != null) {
          before[bar(was)]++;
        }
        String name = anonymous ? "(hidden)" : picture.lead().content().profile().displayName();
        moved.add(new Moved(picture.lead().id(), name, was, now));
        if (moved.size() > MOST_TOLD) {
          moved.remove();
        }
        seen++;
      }
      leads = page(leads.getLast(), seen);
    }
    List<Moved> most = new ArrayList<>(moved);
    most.sort(byMove.reversed());
    return new Simulation(seen, active == null ? null : List.of(before), List.of(after), most);
  }

  private List<LeadId> page(@Nullable LeadId after, int seen) {
    int left = Math.min(LeadPictures.AT_ONCE, ScoringModels.MOST_SIMULATED - seen);
    return left <= 0 ? List.of() : kernel.storage().predictions().live(after, left);
  }

  /** Without a model before, the likeliest ones are told. */
  private static double move(Moved one) {
    return one.before() == null ? one.after() : Math.abs(one.after() - one.before());
  }

  private static int bar(double probability) {
    return Math.min(BARS - 1, (int) (probability * BARS));
  }

  private static Long[] bars() {
    Long[] bars = new Long[BARS];
    Arrays.fill(bars, 0L);
    return bars;
  }
}
