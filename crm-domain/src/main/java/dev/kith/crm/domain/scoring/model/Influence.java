package dev.kith.crm.domain.scoring.model;

import com.google.common.primitives.ImmutableDoubleArray;
import dev.kith.crm.domain.scoring.prediction.Effect;
import dev.kith.crm.domain.scoring.prediction.InputShares;
import dev.kith.crm.domain.scoring.prediction.PredictiveModel;
import dev.kith.crm.domain.scoring.prediction.Trained;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much a column matters to a model, or two together.
 *
 * @param columns one or two
 * @param logOdds by how much it moves the log-odds of an average record, up or down
 */
public record Influence(List<String> columns, double logOdds) {

  public Influence {
    columns = List.copyOf(columns);
  }

  /** What matters most first; what does not matter at all is missing. */
  public static List<Influence> of(Trained trained) {
    PredictiveModel model = trained.model();
    Map<List<String>, Double> sums = new HashMap<>();
    for (Effect effect : model.effects()) {
      switch (effect) {
        case Effect.Levels levels ->
            sums.merge(
                List.of(column(model, levels.input())),
                mean(levels.values(), trained.shares().get(levels.input())),
                Double::sum);
        case Effect.Slope slope ->
            // As if numbers lay evenly between the least and the greatest.
            sums.merge(
                List.of(column(model, slope.input())),
                Math.abs(slope.perUnit()) * (slope.most() - slope.least()) / 4,
                Double::sum);
        case Effect.Pair pair ->
            sums.merge(
                List.of(column(model, pair.first()), column(model, pair.second())),
                pair.values().stream().map(Math::abs).average().orElse(0),
                Double::sum);
      }
    }
    List<Influence> influences = new ArrayList<>();
    sums.forEach((columns, sum) -> {
      if (sum > 0) {
        influences.add(new Influence(columns, sum));
      }
    });
    influences.sort(
        Comparator.comparingDouble((Influence one) -> -one.logOdds())
            .thenComparing(one -> one.columns().toString()));
    return List.copyOf(influences);
  }

  private static String column(PredictiveModel model, int input) {
    return model.inputs().get(input).column();
  }

  /** Over the records, as far as the groups tell how they are spread over the bins. */
  private static double mean(ImmutableDoubleArray values, InputShares shares) {
    int[] bins = new int[shares.counts().length()];
    double[] sums = new double[bins.length];
    for (int bin = 0; bin < values.length(); bin++) {
      int group = shares.group().get(bin);
      bins[group]++;
      sums[group] += Math.abs(values.get(bin));
    }
    double sum = 0;
    long records = 0;
    for (int group = 0; group < bins.length; group++) {
      long count = shares.counts().get(group);
      sum += bins[group] == 0 ? 0 : count * sums[group] / bins[group];
      records += count;
    }
    return records == 0 ? 0 : sum / records;
  }
}
