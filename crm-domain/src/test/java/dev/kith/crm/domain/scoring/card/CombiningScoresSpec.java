package dev.kith.crm.domain.scoring.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.crm.domain.scoring.card.Fit.Cut;
import dev.kith.crm.domain.scoring.card.ScoreExplanation.Line;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.Repeat;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import dev.kith.crm.domain.scoring.ledger.ScoreCurve;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Engagements;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CombiningScoresSpec {

  private static final Instant NOW = Leads.CAPTURED;
  private static final Weights WEIGHTS = new Weights(30, 30, 40);

  @Nested
  class A_score {

    @Test
    void is_the_weighted_mean_of_its_parts() {
      CombinedScore score = combined(80.0, 50, 25.0);
      assertThat(score.exact()).isCloseTo(24 + 15 + 10, within(1e-9));
      assertThat(score.value()).isEqualTo(49);
      assertThat(score.share(Part.FIT)).isCloseTo(24, within(1e-9));
    }

    @Test
    void is_neither_lifted_nor_lowered_by_a_part_that_is_missing() {
      assertThat(combined(80.0, 50, null).exact()).isCloseTo(65, within(1e-9));
      assertThat(combined(null, 50, null).exact()).isCloseTo(50, within(1e-9));
      assertThat(combined(null, 50, 100.0).exact()).isCloseTo(5_500 / 70.0, within(1e-9));
    }

    @Test
    void is_lowered_by_a_lead_that_is_known_to_have_done_nothing() {
      assertThat(combined(80.0, 0, null).value()).isEqualTo(40);
    }

    @Test
    void is_none_where_nothing_that_weighs_anything_is_known() {
      assertThat(CombinedScore.of(new Parts(null, 50, null), new Weights(1, 0, 1))).isEmpty();
    }

    @Test
    void is_rounded_with_halves_upwards_and_graded() {
      assertThat(CombinedScore.of(new Parts(74.5, 0, null), new Weights(1, 0, 0)).orElseThrow())
          .extracting(CombinedScore::value)
          .isEqualTo(75);
      Grade.Bounds bounds = new Grade.Bounds(75, 50, 25);
      assertThat(
              List.of(bounds.of(100), bounds.of(75), bounds.of(74), bounds.of(25), bounds.of(24)))
          .containsExactly(Grade.A, Grade.A, Grade.B, Grade.C, Grade.D);
    }
  }

  @Nested
  class Fit_of_a_lead {

    private final FitRule boss = rule("Decides", 60, null);
    private final FitRule mail = rule("Mail", 30, "reach");
    private final FitRule phone = rule("Phone", 30, "reach");
    private final FitRule refuses = rule("Refuses", -90, null);

    @Test
    void is_the_points_of_the_rules_that_hold() {
      assertThat(fit(boss, mail)).isEqualTo(new Fit(90, List.of(boss, mail), List.of()));
      assertThat(fit()).isEqualTo(new Fit(0, List.of(), List.of()));
    }

    @Test
    void goes_no_further_than_the_cap_of_a_group() {
      assertThat(fit(mail, phone))
          .isEqualTo(new Fit(40, List.of(mail, phone), List.of(new Cut("reach", -20))));
    }

    @Test
    void stays_between_0_and_100() {
      assertThat(fit(refuses, boss))
          .isEqualTo(new Fit(0, List.of(boss, refuses), List.of(new Cut(null, 30))));
      assertThat(Fit.of(card(boss, rule("Wealthy", 60, null)), rule -> true).points())
          .isEqualTo(100);
    }

    private Fit fit(FitRule... held) {
      return Fit.of(card(boss, mail, phone, refuses), List.of(held)::contains);
    }
  }

  @Nested
  class The_reasons {

    @Test
    void add_up_to_the_score_whatever_it_is_made_of() {
      Seeded.cases(
          200,
          random -> {
            List<FitRule> rules =
                random.listOf(
                    0,
                    6,
                    r ->
                        rule(
                            "r" + r.nextInt(1_000_000),
                            r.oneOf(List.of(7, 13, 55, -20, 90)),
                            r.nextBoolean() ? "reach" : null));
            Fit fit = rules.isEmpty() ? null : Fit.of(card(rules), rule -> random.nextBoolean());
            Map<String, Double> earned = new LinkedHashMap<>();
            double points = 0;
            for (int i = random.between(0, 4); i > 0; i--) {
              double each = random.between(-50, 200) / 7.0;
              earned.put("e" + i, each);
              points += each;
            }
            double engagement = points <= 0 ? 0 : 100 * -Math.expm1(-points / 50);
            Optional<CombinedScore> score =
                CombinedScore.of(
                    new Parts(
                        fit == null ? null : (double) fit.points(),
                        engagement,
                        random.nextBoolean() ? random.between(0, 1_000) / 10.0 : null),
                    new Weights(
                        random.between(0, 50), random.between(0, 50), random.between(0, 50)));
            ScoreOverride override = random.percent(20) ? set(random.between(0, 100)) : null;
            int sum =
                ScoreExplanation.of(score, fit, earned, override).lines().stream()
                    .mapToInt(Line::tenths)
                    .sum();
            assertThat(sum)
                .isEqualTo(
                    override != null
                        ? override.value() * 10
                        : score.map(s -> s.value() * 10).orElse(0));
          });
    }

    @Test
    void say_in_words_what_gave_how_much() {
      Fit fit = Fit.of(card(rule("Decides", 60, null)), rule -> true);
      assertThat(
              ScoreExplanation.of(
                      CombinedScore.of(new Parts(60.0, 40, 20.0), new Weights(1, 1, 2)),
                      fit,
                      Map.of("Met us", 10.0),
                      set(70))
                  .lines())
          .containsExactly(
              new Line(Part.FIT, "Decides", 150),
              new Line(Part.ENGAGEMENT, "Met us", 100),
              new Line(Part.PREDICTION, "The model expects it to be won with 20 %", 100),
              new Line(null, "Set to 70 by Olga: knows them", 350));
    }
  }

  @Nested
  class A_score_that_somebody_sets {

    @Test
    void stands_until_it_ends_or_is_ended() {
      ScoreOverride override = set(70);
      assertThat(override.stoodAt(NOW)).isTrue();
      assertThat(override.stoodAt(NOW.minusMillis(1))).isFalse();
      assertThat(override.stoodAt(NOW.plusSeconds(60))).isFalse();
      assertThat(override.ended(NOW.plusSeconds(9)).stoodAt(NOW.plusSeconds(9))).isFalse();
    }

    @Test
    void is_refused_with_everything_that_is_wrong_with_it() {
      assertThat(made(101, " ", NOW))
          .isEqualTo(
              Outcome.refused(
                  new Invalid(
                      List.of(
                          Violation.at("value", "out-of-range", "A score is 0 to 100."),
                          Violation.at(
                              "reason", "required", "Say why: others will read this score."),
                          Violation.at("until", "not-in-future", "The end must lie ahead.")))));
    }
  }

  @Nested
  class A_card {

    @Test
    void is_refused_with_everything_that_is_wrong_with_it() {
      Card card =
          new Card(
              new Weights(-1, 0, 1),
              new Grade.Bounds(50, 50, 0),
              Map.of("g", 101),
              List.of(rule(" ", 0, null), rule("Mail", 5, null), rule("mail", 101, null)));
      assertThat(card.sound())
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.refusal().violations())
                      .extracting(v -> v.pointer())
                      .containsExactly(
                          "/weights/fit",
                          "/weights",
                          "/grades",
                          "/groupCaps",
                          "/rules/0/name",
                          "/rules/0/points",
                          "/rules/2/name",
                          "/rules/2/points"));
    }

    @Test
    void is_sound_as_a_CRM_begins() {
      assertThat(Scorecard.USUAL.card().sound()).isEqualTo(Outcome.done(Scorecard.USUAL.card()));
    }

    @Test
    void has_another_key_when_leads_fit_otherwise() {
      Card usual = Scorecard.USUAL.card();
      assertThat(usual.with(new Weights(1, 2, 3)).fitKey()).isEqualTo(usual.fitKey());
      assertThat(usual.with(List.of()).fitKey()).isNotEqualTo(usual.fitKey());
    }
  }

  @Nested
  class A_score_that_fades {

    @Test
    void stays_what_it_is_for_as_long_as_is_said() {
      Seeded.cases(
          60,
          random -> {
            IncrementRule rule =
                Engagements.rule(
                    EngagementType.PAGE_VIEW,
                    5,
                    new Limits(
                        new Repeat.Always(),
                        random.nextBoolean() ? random.between(5, 40) : null,
                        null,
                        Duration.ofHours(random.between(1, 500))));
            Map<IncrementRuleId, IncrementRule> rules = new HashMap<>(Map.of(rule.id(), rule));
            List<Earning> earnings = new ArrayList<>();
            for (int i = random.between(1, 6); i > 0; i--) {
              earnings.add(
                  new Earning(
                      rule.id(),
                      1,
                      new EngagementId("e" + i),
                      random.percent(75) ? random.between(1, 60) : -random.between(1, 30),
                      NOW.minusSeconds(random.between(0, 900_000))));
            }
            ScoreCurve curve =
                ScoreCurve.asOf(NOW, earnings, rules, new Settings(50, Map.of(), List.of()));
            Weights weights = new Weights(random.between(0, 3), 1, 0);
            CombinedScore score = at(curve, NOW, weights);
            Duration rest =
                new Fading(
                        curve.pointsAt(NOW),
                        curve.givenAt(NOW),
                        curve.takenAt(NOW),
                        50,
                        rule.terms().limits().halfLife().toSeconds())
                    .unchanged(score)
                    .orElse(Duration.ofDays(365));
            if (rest.compareTo(Fading.SHORTEST) > 0) {
              for (int part = 0; part <= 50; part++) {
                Instant later = NOW.plus(rest.multipliedBy(part).dividedBy(50));
                assertThat(at(curve, later, weights).value()).isEqualTo(score.value());
              }
            }
          });
    }

    @Test
    void stays_for_ever_if_nothing_fades_or_engagement_weighs_nothing() {
      Fading lasting = new Fading(50, 50, 0, 50, Double.POSITIVE_INFINITY);
      assertThat(lasting.unchanged(combined(80.0, 63, null))).isEmpty();
      assertThat(
              new Fading(50, 50, 0, 50, 3_600)
                  .unchanged(
                      CombinedScore.of(new Parts(80.0, 63, null), new Weights(1, 0, 0))
                          .orElseThrow()))
          .isEmpty();
    }

    private static CombinedScore at(ScoreCurve curve, Instant moment, Weights weights) {
      return CombinedScore.of(new Parts(41.0, curve.at(moment), null), weights).orElseThrow();
    }
  }

  private static CombinedScore combined(
      @Nullable Double fit, double engagement, @Nullable Double prediction) {
    return CombinedScore.of(new Parts(fit, engagement, prediction), WEIGHTS).orElseThrow();
  }

  private static FitRule rule(String name, int points, @Nullable String group) {
    return new FitRule(Leads.anId().value(), name, "true", points, group);
  }

  private static Card card(FitRule... rules) {
    return card(List.of(rules));
  }

  private static Card card(List<FitRule> rules) {
    return new Card(WEIGHTS, new Grade.Bounds(75, 50, 25), Map.of("reach", 40), rules);
  }

  private static ScoreOverride set(int value) {
    return made(value, "knows them", NOW.plusSeconds(60)).orElseThrow();
  }

  private static Outcome<ScoreOverride> made(int value, String reason, Instant until) {
    return ScoreOverride.of(
        new UUID(0, 1), Leads.anId(), value, reason, Actors.userId("Olga"), "Olga", NOW, until);
  }
}
