package dev.kith.crm.domain.scoring.ledger;

import static dev.kith.crm.domain.testkit.Engagements.DAY;
import static dev.kith.crm.domain.testkit.Engagements.event;
import static dev.kith.crm.domain.testkit.Engagements.rule;
import static dev.kith.crm.domain.testkit.Engagements.someEvents;
import static dev.kith.crm.domain.testkit.Engagements.someRules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import dev.kith.crm.domain.scoring.ledger.Standing.Direction;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FollowingAScoreSpec {

  private static final LeadId LEAD = Leads.anId();
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Settings PLAIN = new Settings(50, Map.of("web", 10), List.of());

  private final EngagementEvent reply = event(LEAD, "r", EngagementType.EMAIL_REPLY, "m", 0);
  private final EngagementEvent view = event(LEAD, "v", EngagementType.PAGE_VIEW, "p", 0);

  @Nested
  class A_score {

    @Test
    void is_100_times_1_minus_e_to_the_minus_points_by_the_saturation() {
      assertThat(curve(List.of(reply), replies(50, WEEK)).at(DAY)).isCloseTo(63.212, within(0.001));
      assertThat(curve(List.of(reply), replies(150, WEEK)).at(DAY))
          .isCloseTo(95.021, within(0.001));
      assertThat(curve(List.of(), replies(50, WEEK)).at(DAY)).isZero();
      assertThat(curve(List.of(reply), replies(-20, WEEK)).at(DAY)).isZero();
    }

    @Test
    void is_made_of_points_of_which_half_is_left_after_the_half_life() {
      ScoreCurve curve = curve(List.of(reply), replies(40, WEEK));
      assertThat(curve.pointsAt(DAY)).isEqualTo(40);
      assertThat(curve.pointsAt(DAY.plus(WEEK))).isCloseTo(20, within(1e-9));
      assertThat(curve.pointsAt(DAY.plus(WEEK.multipliedBy(3)))).isCloseTo(5, within(1e-9));
    }

    @Test
    void keeps_points_that_have_no_half_life() {
      ScoreCurve curve = curve(List.of(reply), replies(40, null));
      assertThat(curve.pointsAt(DAY.plus(Duration.ofDays(3_000)))).isEqualTo(40);
    }

    @Test
    void has_no_more_points_of_a_rule_than_its_cap() {
      List<EngagementEvent> four = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        four.add(event(LEAD, "v" + i, EngagementType.PAGE_VIEW, "p", 0));
      }
      assertThat(
              curve(
                      four,
                      rule(
                          EngagementType.PAGE_VIEW,
                          5,
                          new Limits(new Repeat.Always(), 12, null, WEEK)))
                  .pointsAt(DAY))
          .isEqualTo(12);
    }

    @Test
    void has_no_more_points_of_a_group_than_its_cap() {
      Limits grouped = new Limits(new Repeat.Always(), 8, "web", WEEK);
      assertThat(
              curve(
                      List.of(view, reply),
                      rule(EngagementType.PAGE_VIEW, 30, grouped),
                      rule(EngagementType.EMAIL_REPLY, 30, grouped))
                  .pointsAt(DAY))
          .isEqualTo(10);
    }

    @Test
    void of_the_past_is_made_of_what_had_occurred_by_then() {
      EngagementEvent later = event(LEAD, "l", EngagementType.EMAIL_REPLY, "m", 10);
      assertThat(
              curveAt(DAY.plusSeconds(3_600), List.of(reply, later), PLAIN, replies(40, null))
                  .pointsAt(DAY.plusSeconds(3_600)))
          .isEqualTo(40);
    }
  }

  @Nested
  class The_moment_at_which_a_score_falls_below_a_threshold {

    @Test
    void is_t0_plus_h_times_log2_of_the_points_by_the_points_of_the_threshold() {
      ScoreCurve curve = curve(List.of(reply), replies(100, WEEK));
      double points = -50 * Math.log1p(-0.60);
      double seconds = WEEK.toSeconds() * Math.log(100 / points) / Math.log(2);
      assertThat(curve.firstBelow(60, DAY))
          .hasValueSatisfying(moment ->
              assertThat(Duration.between(DAY, moment).toMillis() / 1_000.0)
                  .isCloseTo(seconds, within(1.5)));
    }

    @Test
    void is_none_if_it_never_does() {
      assertThat(curve(List.of(reply), replies(100, null)).firstBelow(60, DAY)).isEmpty();
    }

    @Test
    void is_now_if_it_is_below_already() {
      assertThat(curve(List.of(reply), replies(10, WEEK)).firstBelow(60, DAY)).contains(DAY);
    }

    @Test
    void can_be_followed_by_one_at_which_it_rises_when_what_was_taken_fades_first() {
      ScoreCurve curve =
          curve(
              List.of(reply, view),
              replies(100, null),
              rule(
                  EngagementType.PAGE_VIEW,
                  -90,
                  new Limits(new Repeat.Always(), null, null, Duration.ofDays(1))));
      Instant rises = curve.firstAtLeast(60, DAY).orElseThrow();
      assertThat(curve.at(rises)).isGreaterThanOrEqualTo(60);
      assertThat(curve.at(rises.minusSeconds(2))).isLessThan(60);
    }

    @Test
    void is_the_first_of_all_moments_for_any_events_and_rules() {
      Seeded.cases(
          150,
          random -> {
            List<IncrementRule> rules = someRules(random);
            Instant now = DAY.plus(Duration.ofDays(5));
            ScoreCurve curve =
                curveAt(
                    now,
                    someEvents(random, LEAD, "e"),
                    ScoringSettings.USUAL.settings(),
                    rules.toArray(IncrementRule[]::new));
            double score = random.between(1, 95);
            boolean above = curve.at(now) >= score;
            Optional<Instant> found =
                above ? curve.firstBelow(score, now) : curve.firstAtLeast(score, now);
            // Every quarter of an hour, for longer than the longest half-life of these rules.
            Optional<Instant> sampled =
                Stream.iterate(now, t -> t.plusSeconds(900))
                    .limit(96L * 45)
                    .filter(t -> above ? curve.at(t) < score : curve.at(t) >= score)
                    .findFirst();
            sampled.ifPresent(sample -> assertThat(found).isPresent());
            found.ifPresent(moment -> {
              assertThat(above ? curve.at(moment) < score : curve.at(moment) >= score).isTrue();
              sampled.ifPresentOrElse(
                  sample ->
                      assertThat(moment).isBetween(sample.minusSeconds(901), sample.plusSeconds(1)),
                  () -> assertThat(moment).isAfter(now.plusSeconds(900L * 96 * 45 - 901)));
            });
          });
    }
  }

  @Nested
  class A_threshold {

    private final Threshold hot = new Threshold("hot", 70, 60, Duration.ofDays(1));

    @Test
    void is_crossed_upwards_where_it_begins_and_downwards_where_it_ends() {
      assertThat(Standing.BELOW.crossing(hot, 69.9, DAY)).isEmpty();
      assertThat(Standing.BELOW.crossing(hot, 70, DAY)).contains(Direction.UP);
      Standing above = new Standing(true, null);
      assertThat(above.crossing(hot, 60, DAY)).isEmpty();
      assertThat(above.crossing(hot, 59.9, DAY)).contains(Direction.DOWN);
      assertThat(above.crossing(hot, 99, DAY)).isEmpty();
    }

    @Test
    void is_not_crossed_again_before_it_has_cooled_down() {
      Standing above = Standing.BELOW.crossed(Direction.UP, DAY);
      assertThat(above.crossing(hot, 5, DAY.plus(Duration.ofHours(23)))).isEmpty();
      assertThat(above.crossing(hot, 5, DAY.plus(Duration.ofHours(24)))).contains(Direction.DOWN);
    }

    @Test
    void is_crossed_next_when_the_score_has_fallen_and_it_has_cooled_down() {
      ScoreCurve slow = curve(List.of(reply), replies(100, WEEK));
      Standing above = Standing.BELOW.crossed(Direction.UP, DAY);
      assertThat(above.nextCrossing(hot, slow, DAY)).isEqualTo(slow.firstBelow(60, DAY));
      ScoreCurve quick = curve(List.of(reply), replies(70, Duration.ofHours(1)));
      assertThat(above.nextCrossing(hot, quick, DAY)).contains(DAY.plus(Duration.ofDays(1)));
      assertThat(Standing.BELOW.nextCrossing(hot, curve(List.of(reply), replies(9, WEEK)), DAY))
          .isEmpty();
    }
  }

  @Nested
  class Settings_that_make_no_sense {

    @Test
    void are_refused_with_every_problem_at_once() {
      var outcome =
          ScoringSettings.USUAL.set(
              new Settings(
                  0,
                  Map.of("web", 0),
                  List.of(
                      new Threshold("hot", 100, 0, Duration.ofDays(-1)),
                      new Threshold("HOT", 50, 51))),
              DAY);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.refusal().violations())
                      .extracting(v -> v.pointer() + " " + v.code())
                      .containsExactly(
                          "/saturation out-of-range",
                          "/groupCaps out-of-range",
                          "/thresholds/0/enter out-of-range",
                          "/thresholds/0/exit out-of-range",
                          "/thresholds/0/coolDown out-of-range",
                          "/thresholds/1/name twice",
                          "/thresholds/1/exit out-of-range"));
    }
  }

  private static IncrementRule replies(int points, Duration halfLife) {
    return rule(
        EngagementType.EMAIL_REPLY, points, new Limits(new Repeat.Always(), null, null, halfLife));
  }

  private static ScoreCurve curve(List<EngagementEvent> events, IncrementRule... rules) {
    return curveAt(DAY, events, PLAIN, rules);
  }

  private static ScoreCurve curveAt(
      Instant moment, List<EngagementEvent> events, Settings settings, IncrementRule... rules) {
    Map<IncrementRuleId, IncrementRule> byId = new HashMap<>();
    for (IncrementRule rule : rules) {
      byId.put(rule.id(), rule);
    }
    return ScoreCurve.asOf(moment, Earnings.of(events, List.of(rules)), byId, settings);
  }
}
