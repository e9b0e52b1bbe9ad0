package dev.kith.crm.domain.scoring.ledger;

import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * The score of a lead from a moment on, if nothing more happens.
 *
 * <p>Points fade exponentially, as radioactive matter does: p points of the moment tᵢ with the
 * half-life h are p·2^(−(t−tᵢ)/h) at the moment t. The points of a rule are summed and cut at its
 * cap, those of a group are summed and cut at the cap of the group, and the rest is S(t). The score
 * is 100·(1−e^(−S/k)), the distribution function of the exponential distribution: it never reaches
 * 100, and each further point is worth less. It is 0 where S is negative.
 *
 * <p>With one half-life and no cap, S passes θ at t₀+h·log₂(S(t₀)/θ). In general S is a sum of such
 * terms with different half-lives and signs, cut at caps, and need not fall steadily. But of each
 * rule the sum of what was given falls, and so does the sum of what was taken: over any span both
 * lie between their values at its two ends, so S does too. Spans that cannot hold the crossing are
 * left out by that, and all others halved, the earlier half first, until they are a {@link
 * #PRECISION second} long.
 */
public final class ScoreCurve {

  /** How exactly crossings are found. */
  public static final Duration PRECISION = Duration.ofSeconds(1);

  private static final double SECONDS = 1;

  /** After so many half-lives, nothing that fades is left that matters. */
  private static final int HALF_LIVES = 40;

  private final Instant from;
  private final int saturation;
  private final List<Group> groups;
  private final double longestHalfLife;

  private ScoreCurve(Instant from, int saturation, List<Group> groups, double longestHalfLife) {
    this.from = from;
    this.saturation = saturation;
    this.groups = groups;
    this.longestHalfLife = longestHalfLife;
  }

  /**
   * The score as of a moment: made of what had occurred by then, under the caps of the rules as
   * they were then.
   */
  public static ScoreCurve asOf(
      Instant moment,
      Collection<Earning> earnings,
      Map<IncrementRuleId, IncrementRule> rules,
      Settings settings) {
    Map<IncrementRuleId, Terms> byRule = new LinkedHashMap<>();
    double longest = 0;
    for (Earning earning : earnings.stream().sorted(Earning.ORDER).toList()) {
      IncrementRule rule = rules.get(earning.rule());
      if (rule == null || earning.occurredAt().isAfter(moment)) {
        continue;
      }
      Duration life = rule.numbered(earning.version()).terms().limits().halfLife();
      double halfLife = life == null ? Double.POSITIVE_INFINITY : seconds(life);
      byRule.computeIfAbsent(rule.id(), Terms::new).add(left(earning, rule, moment), halfLife);
      longest = Double.isInfinite(halfLife) ? longest : Math.max(longest, halfLife);
    }
    Map<String, Group> groups = new LinkedHashMap<>();
    byRule.forEach((id, terms) -> {
      RuleTerms.Limits limits =
          Objects.requireNonNull(rules.get(id)).standing(moment).terms().limits();
      terms.cap = limits.cap() == null ? Double.POSITIVE_INFINITY : limits.cap();
      String key = limits.group() == null ? "rule " + id : "group " + limits.group();
      Integer cap = limits.group() == null ? null : settings.groupCaps().get(limits.group());
      groups
          .computeIfAbsent(
              key, k -> new Group(cap == null ? Double.POSITIVE_INFINITY : cap, new ArrayList<>()))
          .rules()
          .add(terms);
    });
    return new ScoreCurve(moment, settings.saturation(), List.copyOf(groups.values()), longest);
  }

  /** How many points of an earning are left at a moment, not before it was earned; before caps. */
  public static double left(Earning earning, IncrementRule rule, Instant moment) {
    Duration life = rule.numbered(earning.version()).terms().limits().halfLife();
    return life == null
        ? earning.points()
        : earning.points()
            * Math.pow(2, -seconds(Duration.between(earning.occurredAt(), moment)) / seconds(life));
  }

  /** Points that fade alike, as many as they are at the beginning of the curve. */
  private static final class Terms {
    private final IncrementRuleId rule;
    private final Map<Double, Double> given = new LinkedHashMap<>();
    private final Map<Double, Double> taken = new LinkedHashMap<>();
    private double cap;

    Terms(IncrementRuleId rule) {
      this.rule = rule;
    }

    void add(double points, double halfLife) {
      (points > 0 ? given : taken).merge(halfLife, Math.abs(points), Double::sum);
    }

    private static double sum(Map<Double, Double> points, double after) {
      double sum = 0;
      for (Map.Entry<Double, Double> each : points.entrySet()) {
        sum += each.getValue() * Math.pow(2, -after / each.getKey());
      }
      return sum;
    }

    /** What was given is taken at one moment, what was taken at another: for bounds. */
    double points(double givenAfter, double takenAfter) {
      return cut(sum(given, givenAfter) - sum(taken, takenAfter), cap);
    }
  }

  private record Group(double cap, List<Terms> rules) {
    double points(double givenAfter, double takenAfter) {
      double sum = 0;
      for (Terms rule : rules) {
        sum += rule.points(givenAfter, takenAfter);
      }
      return cut(sum, cap);
    }
  }

  private static double cut(double points, double cap) {
    return Math.max(-cap, Math.min(cap, points));
  }

  private double points(double givenAfter, double takenAfter) {
    double sum = 0;
    for (Group group : groups) {
      sum += group.points(givenAfter, takenAfter);
    }
    return sum;
  }

  private double score(double points) {
    return points <= 0 ? 0 : 100 * -Math.expm1(-points / saturation);
  }

  /** The points at a moment, not before the beginning of the curve. */
  public double pointsAt(Instant moment) {
    double after = after(moment);
    return points(after, after);
  }

  /**
   * How many of the points at a moment each rule gives, after caps: what a group has too many is
   * taken from its rules by their ratio.
   */
  public Map<IncrementRuleId, Double> pointsByRule(Instant moment) {
    double after = after(moment);
    Map<IncrementRuleId, Double> byRule = new LinkedHashMap<>();
    for (Group group : groups) {
      double before = 0;
      for (Terms rule : group.rules()) {
        before += rule.points(after, after);
      }
      double kept = before == 0 ? 1 : cut(before, group.cap()) / before;
      group.rules().forEach(rule -> byRule.put(rule.rule, kept * rule.points(after, after)));
    }
    return byRule;
  }

  /** The points at a moment that were given and have not faded, before caps. */
  public double givenAt(Instant moment) {
    return amount(moment, true);
  }

  /** The points at a moment that were taken, as a positive number, before caps. */
  public double takenAt(Instant moment) {
    return amount(moment, false);
  }

  private double amount(Instant moment, boolean given) {
    double after = after(moment);
    return groups.stream()
        .flatMap(group -> group.rules().stream())
        .mapToDouble(rule -> Terms.sum(given ? rule.given : rule.taken, after))
        .sum();
  }

  /** The score at a moment, from 0 to below 100; not before the beginning of the curve. */
  public double at(Instant moment) {
    return score(pointsAt(moment));
  }

  /** The first moment, to the second, from {@code start} on, at which the score is below. */
  public Optional<Instant> firstBelow(double score, Instant start) {
    return first(lowest -> lowest < score, value -> value < score, true, start);
  }

  /** The first moment, to the second, from {@code start} on, at which the score is reached. */
  public Optional<Instant> firstAtLeast(double score, Instant start) {
    return first(highest -> highest >= score, value -> value >= score, false, start);
  }

  private Optional<Instant> first(
      DoublePredicate possible, DoublePredicate reached, boolean low, Instant start) {
    double begin = after(start);
    if (reached.test(score(points(begin, begin)))) {
      return Optional.of(start);
    }
    double end = begin + Math.max(SECONDS, HALF_LIVES * longestHalfLife);
    Double found = search(possible, reached, low, begin, end);
    return found == null
        ? Optional.empty()
        // Rounded up: at a moment that was cut, it might not be reached yet.
        : Optional.of(from.plusSeconds((long) Math.ceil(found)))
            .map(moment -> moment.isBefore(start) ? start : moment);
  }

  private @Nullable Double search(
      DoublePredicate possible, DoublePredicate reached, boolean low, double begin, double end) {
    double bound = score(low ? points(end, begin) : points(begin, end));
    if (!possible.test(bound)) {
      return null;
    }
    if (end - begin <= SECONDS) {
      return reached.test(score(points(end, end))) ? end : null;
    }
    double middle = (begin + end) / 2;
    Double earlier = search(possible, reached, low, begin, middle);
    return earlier != null ? earlier : search(possible, reached, low, middle, end);
  }

  private double after(Instant moment) {
    if (moment.isBefore(from)) {
      throw new IllegalArgumentException("the curve begins at " + from + ", after " + moment);
    }
    return seconds(Duration.between(from, moment));
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }
}
