package dev.kith.crm.domain.scoring.card;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By what the score of a lead is made.
 *
 * @param groupCaps how many points the fit rules of a group can come to together; a group that is
 *     not named has no cap
 */
public record Card(
    Weights weights, Grade.Bounds grades, Map<String, Integer> groupCaps, List<FitRule> rules) {

  public static final int MOST_RULES = 100;
  public static final int MOST_GROUPS = 50;
  public static final int LONGEST_GROUP = 60;

  public Card {
    groupCaps = ImmutableSortedMap.copyOf(groupCaps);
    rules = ImmutableList.copyOf(rules);
  }

  public Card with(Weights newWeights) {
    return new Card(newWeights, grades, groupCaps, rules);
  }

  public Card with(List<FitRule> newRules) {
    return new Card(weights, grades, groupCaps, newRules);
  }

  /**
   * The same for as long as leads fit alike: it tells whether what was stored of fit is still true.
   */
  public long fitKey() {
    return 1L << 32 | Integer.toUnsignedLong(List.of(groupCaps, rules).hashCode());
  }

  /** The same, trimmed; refused with every problem of it at once, but those of conditions. */
  public Outcome<Card> sound() {
    Checks checks = new Checks();
    weight(checks, "fit", weights.fit());
    weight(checks, "engagement", weights.engagement());
    weight(checks, "prediction", weights.prediction());
    if (weights.fit() + weights.engagement() + weights.prediction() == 0) {
      checks.add("weights", "required", "At least one part must weigh something.");
    }
    if (grades.a() > 100
        || grades.a() <= grades.b()
        || grades.b() <= grades.c()
        || grades.c() < 1) {
      checks.add(
          "grades",
          "out-of-order",
          "The bounds of grades fall from A to C, from at most 100 to 1.");
    }
    Map<String, Integer> caps = caps(checks);
    List<FitRule> good = rules(checks);
    return checks.orRefuse(() -> new Card(weights, grades, caps, good));
  }

  private static void weight(Checks checks, String part, int weight) {
    if (weight < 0 || weight > Weights.LARGEST) {
      checks.add("weights/" + part, "out-of-range", "A weight is 0 to " + Weights.LARGEST + ".");
    }
  }

  private Map<String, Integer> caps(Checks checks) {
    if (groupCaps.size() > MOST_GROUPS) {
      checks.add("groupCaps", "too-many", "At most " + MOST_GROUPS + " groups can have a cap.");
    }
    Map<String, Integer> caps = new TreeMap<>();
    groupCaps.forEach((group, cap) -> {
      String name = required(checks, "groupCaps", group, LONGEST_GROUP);
      if (name != null && caps.put(name, cap) != null) {
        checks.add("groupCaps", "twice", "“" + name + "” is there twice.");
      }
      if (cap < 1 || cap > Fit.MOST) {
        checks.add("groupCaps", "out-of-range", "A cap is 1 to " + Fit.MOST + " points.");
      }
    });
    return caps;
  }

  private List<FitRule> rules(Checks checks) {
    if (rules.size() > MOST_RULES) {
      checks.add("rules", "too-many", "There can be at most " + MOST_RULES + " fit rules.");
    }
    ImmutableList.Builder<FitRule> good = ImmutableList.builder();
    Set<String> names = new HashSet<>();
    Set<UUID> ids = new HashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      FitRule rule = rules.get(i);
      String at = "rules/" + i + "/";
      String name = required(checks, at + "name", rule.name(), FitRule.LONGEST_NAME);
      if (name != null && !names.add(name.toLowerCase(Locale.ROOT))) {
        checks.add(at + "name", "twice", "There is another rule of this name.");
      }
      if (!ids.add(rule.id())) {
        checks.add(at + "id", "twice", "There is another rule of this id.");
      }
      String condition =
          checks.text(at + "condition", rule.condition(), FitRule.LONGEST_CONDITION, true);
      if (condition == null) {
        checks.add(at + "condition", "required", "Say of which leads; “true” is of all.");
      }
      if (rule.points() == 0 || Math.abs(rule.points()) > FitRule.MOST_POINTS) {
        checks.add(
            at + "points",
            "out-of-range",
            "A rule gives 1 to " + FitRule.MOST_POINTS + " points, or takes as many.");
      }
      String group = checks.text(at + "group", rule.group(), LONGEST_GROUP, false);
      if (name != null && condition != null) {
        good.add(new FitRule(rule.id(), name, condition, rule.points(), group));
      }
    }
    return good.build();
  }

  private static @Nullable String required(Checks checks, String field, String raw, int longest) {
    String text = checks.text(field, raw, longest, false);
    if (text == null) {
      checks.add(field, "required", "This cannot be empty.");
    }
    return text;
  }
}
