package dev.kith.crm.domain.scoring.prediction;

import dev.kith.crm.domain.scoring.prediction.example.Examples;
import dev.kith.crm.domain.scoring.prediction.measure.Drift;
import dev.kith.crm.domain.scoring.prediction.measure.Drift.Extent;
import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import java.util.Comparator;
import java.util.List;

/**
 * How far the world has moved since a model was trained.
 *
 * @param then the base rate of the examples that it was trained on
 * @param now that of later ones
 * @param inputs what the model reads, what has moved most first
 */
public record DriftReport(BaseRate then, BaseRate now, List<OfInput> inputs) {

  /** A quarter of a unit in log-odds is a change such as from 20 to 24 %. */
  private static final double SOME = 0.25;

  /** Half a unit is a change such as from 20 to 29 %. */
  private static final double MUCH = 0.5;

  public DriftReport {
    inputs = List.copyOf(inputs);
  }

  /** How far the records have moved in a column. */
  public record OfInput(String column, Drift drift) {}

  /**
   * @param later closed records that came in later, with these columns
   */
  public static DriftReport of(Trained trained, Examples later) {
    PredictiveModel model = trained.model();
    int won = later.won();
    List<OfInput> inputs =
        trained.shares().stream()
            .map(s -> new OfInput(s.column(), s.drift(later, model)))
            .sorted(Comparator.comparingDouble((OfInput i) -> -i.drift().index()))
            .toList();
    BaseRate now = new BaseRate(won, later.size() - won, model.baseRate().prior());
    return new DriftReport(model.baseRate(), now, inputs);
  }

  /** By how much the base rate has moved, in log-odds. */
  public double shift() {
    return LogOdds.of(now.mean()) - LogOdds.of(then.mean());
  }

  /** What is to be made of the base rate: nothing while its intervals then and now overlap. */
  public Extent ofBaseRate() {
    BaseRate.Interval before = then.interval();
    BaseRate.Interval after = now.interval();
    boolean apart = after.low() > before.high() || after.high() < before.low();
    if (!apart || Math.abs(shift()) < SOME) {
      return Extent.NONE;
    }
    return Math.abs(shift()) < MUCH ? Extent.SOME : Extent.MUCH;
  }

  /** The worst of the base rate and of all inputs. */
  public Extent worst() {
    return inputs.stream()
        .map(i -> i.drift().extent())
        .reduce(ofBaseRate(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }
}
