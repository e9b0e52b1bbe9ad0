package dev.kith.crm.domain.scoring.ledger;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  /** A line of a ledger. */
  public record Line(IncrementRuleId rule, int version, int points, Instant occurredAt) {}

  /**
   * What the lines of a lead come to.
   *
   * @param counted the points that count, after caps
   * @param given those that were given and have not faded, before caps
   * @param taken those that were taken, as a positive number
   */
  public record Sums(double counted, double given, double taken) {}

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

  /**
   * What lines come to, those that take others back included; lines of rules that are not known,
   * and of events that lie ahead, do not count.
   */
  public Sums sums(Collection<Line> lines, Instant moment) {
    double given = 0;
    double taken = 0;
    Map<IncrementRuleId, Double> byRule = new HashMap<>();
    for (Line line : lines) {
      Double halfLife = halfLife(line);
      if (halfLife != null && !line.occurredAt().isAfter(moment)) {
        double left =
            line.points()
                * Math.pow(2, -seconds(Duration.between(line.occurredAt(), moment)) / halfLife);
        given += Math.max(left, 0);
        taken += Math.max(-left, 0);
        byRule.merge(line.rule(), left, Double::sum);
      }
    }
    Map<Integer, Double> byGroup = new HashMap<>();
    Map<Integer, Double> capOfGroup = new HashMap<>();
    for (Cap cap : caps) {
      Double points = byRule.get(cap.rule());
      if (points != null) {
        byGroup.merge(cap.group(), cut(points, cap.points()), Double::sum);
        capOfGroup.put(cap.group(), cap.pointsOfGroup());
      }
    }
    double counted = 0;
    for (Map.Entry<Integer, Double> group : byGroup.entrySet()) {
      counted += cut(group.getValue(), Objects.requireNonNull(capOfGroup.get(group.getKey())));
    }
    return new Sums(counted, given, taken);
  }

  private @Nullable Double halfLife(Line line) {
    for (HalfLife life : halfLives) {
      if (life.version() == line.version() && life.rule().equals(line.rule())) {
        return life.seconds();
      }
    }
    return null;
  }

  private static double cut(double points, double cap) {
    return Math.clamp(points, -cap, cap);
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }

  /** The score that points make, from 0 to 100; see {@link ScoreCurve}. */
  public double engagement(double points) {
    return points <= 0 ? 0 : 100 * -Math.expm1(-points / saturation);
  }

  /** In seconds; infinite where nothing fades. */
  public double shortestHalfLife() {
    return halfLives.stream().mapToDouble(HalfLife::seconds).min().orElse(Double.POSITIVE_INFINITY);
  }
}
