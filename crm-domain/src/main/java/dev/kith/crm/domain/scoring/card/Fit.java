package dev.kith.crm.domain.scoring.card;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How well a lead fits, from 0 to 100: the points of the rules that hold, less what goes beyond the
 * cap of a group, less what goes beyond 0 or 100.
 *
 * @param cuts what was taken off, or put on, so that the rules that hold and the cuts add up to the
 *     points
 */
public record Fit(int points, List<FitRule> held, List<Cut> cuts) {

  public static final int MOST = 100;

  /**
   * @param group whose cap it is; null for the limits of fit itself
   * @param points negative where they were taken off
   */
  public record Cut(@Nullable String group, int points) {}

  public Fit {
    held = ImmutableList.copyOf(held);
    cuts = ImmutableList.copyOf(cuts);
  }

  public static Fit of(Card card, Predicate<FitRule> holds) {
    List<FitRule> held = card.rules().stream().filter(holds).toList();
    List<Cut> cuts = new ArrayList<>();
    Map<String, Integer> groups = new LinkedHashMap<>();
    int sum = 0;
    for (FitRule rule : held) {
      sum += rule.points();
      if (rule.group() != null) {
        groups.merge(rule.group(), rule.points(), Integer::sum);
      }
    }
    for (Map.Entry<String, Integer> group : groups.entrySet()) {
      int cap = card.groupCaps().getOrDefault(group.getKey(), Integer.MAX_VALUE);
      int cut = Math.clamp(group.getValue(), -cap, cap) - group.getValue();
      if (cut != 0) {
        cuts.add(new Cut(group.getKey(), cut));
        sum += cut;
      }
    }
    int points = Math.clamp(sum, 0, MOST);
    if (points != sum) {
      cuts.add(new Cut(null, points - sum));
    }
    return new Fit(points, held, cuts);
  }
}
