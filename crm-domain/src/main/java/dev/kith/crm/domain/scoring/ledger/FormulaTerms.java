package dev.kith.crm.domain.scoring.ledger;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of the formula of {@link ScoreCurve} as of a moment, for a database that computes it
 * for many leads at once. What has no limit is infinite.
 */
public record FormulaTerms(int saturation, List<HalfLife> halfLives, List<Cap> caps) {

  /** By which the points of a version of a rule fade, in seconds. */
  public record HalfLife(IncrementRuleId rule, int version, double seconds) {}

  /**
   * At which points are cut.
   *
   * @param group a number; a rule without a group has one of its own
   */
  public record Cap(IncrementRuleId rule, double points, int group, double pointsOfGroup) {}

  public FormulaTerms {
    halfLives = ImmutableList.copyOf(halfLives);
    caps = ImmutableList.copyOf(caps);
  }

  public static FormulaTerms asOf(
      Instant moment, Collection<IncrementRule> rules, Settings settings) {
    ImmutableList.Builder<HalfLife> halfLives = ImmutableList.builder();
    ImmutableList.Builder<Cap> caps = ImmutableList.builder();
    Map<String, Integer> groups = new HashMap<>();
    for (IncrementRule rule : rules) {
      for (IncrementRule.Version version : rule.versions()) {
        Duration life = version.terms().limits().halfLife();
        halfLives.add(
            new HalfLife(
                rule.id(),
                version.number(),
                life == null ? Double.POSITIVE_INFINITY : (double) life.toSeconds()));
      }
      RuleTerms.Limits limits = rule.standing(moment).terms().limits();
      String group = limits.group() == null ? "rule " + rule.id() : "group " + limits.group();
      Integer groupCap = limits.group() == null ? null : settings.groupCaps().get(limits.group());
      caps.add(
          new Cap(
              rule.id(),
              limits.cap() == null ? Double.POSITIVE_INFINITY : limits.cap(),
              groups.computeIfAbsent(group, g -> groups.size()),
              groupCap == null ? Double.POSITIVE_INFINITY : groupCap));
    }
    return new FormulaTerms(settings.saturation(), halfLives.build(), caps.build());
  }

  /** In seconds; infinite where nothing fades. */
  public double shortestHalfLife() {
    return halfLives.stream().mapToDouble(HalfLife::seconds).min().orElse(Double.POSITIVE_INFINITY);
  }
}
