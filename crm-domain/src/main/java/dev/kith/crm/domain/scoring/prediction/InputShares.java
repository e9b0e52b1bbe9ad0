package dev.kith.crm.domain.scoring.prediction;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import dev.kith.crm.domain.scoring.prediction.example.Input;
import dev.kith.crm.domain.scoring.prediction.example.Sheet;
import dev.kith.crm.domain.scoring.prediction.learning.Coarse;
import dev.kith.crm.domain.scoring.prediction.learning.Feature;
import dev.kith.crm.domain.scoring.prediction.measure.Drift;
import java.util.List;

/**
 * How records are spread over an input, in a few groups: blanks, what is unheard of, and about ten
 * others.
 *
 * @param group the group of each bin of the input
 * @param counts how many records were in each group
 */
public record InputShares(Input input, ImmutableIntArray group, ImmutableLongArray counts) {

  private static final int GROUPS = 10;

  static List<InputShares> of(PredictiveModel model, Sheet sheet) {
    return model.inputs().stream().map(input -> of(input, sheet)).toList();
  }

  private static InputShares of(Input input, Sheet sheet) {
    short[] bins = input.bins(sheet);
    Coarse coarse = Coarse.of(Feature.of(bins, input.bins(), input.ordered()), GROUPS);
    long[] counts = new long[coarse.size()];
    for (short bin : bins) {
      counts[coarse.group(bin)]++;
    }
    return new InputShares(
        input, ImmutableIntArray.copyOf(coarse.groups()), ImmutableLongArray.copyOf(counts));
  }

  public String column() {
    return input.column();
  }

  /**
   * How far the records have moved since.
   *
   * @param now later records; how they ended makes no difference
   * @param model whose words for blanks hold
   */
  public Drift drift(Examples now, PredictiveModel model) {
    int place = now.columns().indexOf(column());
    long[] later = new long[counts.length()];
    now.rows()
        .forEach(row -> {
          String text = place < 0 ? "" : model.blanks().read(column(), row.values().get(place));
          later[group.get(input.bin(text, input.number(text, row.at())))]++;
        });
    return Drift.between(counts.toArray(), later);
  }
}
