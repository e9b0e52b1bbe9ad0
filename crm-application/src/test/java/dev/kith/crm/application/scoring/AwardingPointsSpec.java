package dev.kith.crm.application.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.scoring.card.LeadScores.LeadScore;
import dev.kith.crm.application.scoring.ledger.ScoreEntryView;
import dev.kith.crm.application.scoring.ledger.Scores.Counted;
import dev.kith.crm.application.scoring.ledger.Scores.ScoreView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.scoring.card.ScoreExplanation;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import dev.kith.crm.domain.scoring.ledger.ScoreNews.ThresholdCrossed;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.testkit.SettableClock;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AwardingPointsSpec {

  private static final Duration MONTH = Duration.ofDays(30);

  private final TrialCrm crm = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final LeadId lead = captured("Byron");

  @Nested
  class An_award {

    @Test
    void is_a_line_of_the_ledger_that_says_who_gave_it_and_why() {
      Award award = give(30, "Met us at the fair");
      assertThat(score().points()).isEqualTo(30);
      assertThat(score().score()).isEqualTo(45);
      assertThat(log())
          .singleElement()
          .satisfies(entry -> {
            assertThat(entry.earning()).isEqualTo(award.earning());
            assertThat(entry.verdict()).isEqualTo(Verdict.HUMAN);
          });
      assertThat(score().counted())
          .extracting(Counted::ruleName)
          .containsExactly("Awarded by " + ada.name() + ": Met us at the fair");
      assertThat(differences()).isEmpty();
    }

    @Test
    void takes_points_where_they_are_negative() {
      give(30, "Met us");
      give(-10, "Asked not to be called");
      assertThat(score().points()).isEqualTo(20);
    }

    @Test
    void fades_from_when_it_is_for_on_whenever_it_is_given() {
      give(new Award.Wish(40, null, MONTH, "Late", SettableClock.START.minus(MONTH)));
      give(new Award.Wish(40, null, MONTH, "Now", null));
      assertThat(score().points()).isEqualTo(60);
      crm.clock.advance(MONTH);
      assertThat(score().points()).isEqualTo(30);
      assertThat(scoreAt(SettableClock.START.minus(MONTH)).points()).isEqualTo(40);
    }

    @Test
    void counts_under_the_cap_of_its_group_together_with_what_was_earned() {
      report("f", EngagementType.FORM_SUBMIT);
      give(new Award.Wish(100, "web", null, "Very keen", null));
      assertThat(score().points()).isEqualTo(40);
      give(new Award.Wish(10, "other", null, "No cap", null));
      assertThat(score().points()).isEqualTo(50);
    }

    @Test
    void is_a_reason_of_the_score_by_itself_though_a_cap_cuts_it() {
      report("f", EngagementType.FORM_SUBMIT);
      give(new Award.Wish(60, "web", null, "Very keen", null));
      give(new Award.Wish(-20, "web", null, "Asked for a discount", null));
      give(30, "Met us");
      LeadScore score = crm.as(ada).leadScores().of(lead, null).orElseThrow();

      List<ScoreExplanation.Line> lines = score.explanation().lines();
      assertThat(lines)
          .extracting(ScoreExplanation.Line::text)
          .contains(
              "Awarded by " + ada.name() + " (web): Very keen",
              "Awarded by " + ada.name() + " (web): Asked for a discount",
              "Awarded by " + ada.name() + ": Met us")
          .noneMatch(text -> text.startsWith("Awarded ("));
      assertThat(lines.stream().mapToInt(ScoreExplanation.Line::tenths).sum())
          .isEqualTo(10 * score.score());
    }

    @Test
    void is_withdrawn_by_a_line_of_its_own_and_for_a_reason() {
      Award award = give(30, "Met us");
      Award back =
          crm.as(ada).scoreAwards().withdraw(award.id(), "It was somebody else").orElseThrow();
      assertThat(back.withdrawn())
          .isEqualTo(
              new Award.Withdrawal(
                  SettableClock.START, ada.id(), ada.name(), "It was somebody else"));
      assertThat(log()).extracting(ScoreEntry::points).containsExactlyInAnyOrder(30, -30);
      assertThat(score().points()).isZero();
      assertThat(differences()).isEmpty();
      assertThat(crm.as(ada).scoreAwards().withdraw(award.id(), "again"))
          .isEqualTo(Outcome.done(back));
      assertThat(log()).hasSize(2);
      assertThat(crm.as(ada).scoreAwards().of(lead)).isEqualTo(Outcome.done(List.of(back)));
    }

    @Test
    void is_not_touched_by_what_is_believed_of_events() {
      report("m", EngagementType.MEETING_HELD);
      Award award = give(5, "Nice");
      crm.as(ada)
          .engagements()
          .reclassify(List.of(new EngagementId("m")), Verdict.BOT)
          .orElseThrow();
      assertThat(score().points()).isEqualTo(5);
      assertThat(log().stream().filter(e -> e.earning().event().equals(award.event()))).hasSize(1);
      assertThat(differences()).isEmpty();
    }

    @Test
    void is_refused_with_every_problem_at_once() {
      assertThat(
              crm.as(ada)
                  .scoreAwards()
                  .give(
                      lead,
                      new Award.Wish(
                          0, null, Duration.ofMinutes(1), " ", SettableClock.START.plusSeconds(1))))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "points",
                          "out-of-range",
                          "An award gives 1 to 1000 points, or takes as many."),
                      Violation.at(
                          "halfLife", "out-of-range", "A half-life is one hour to 3650 days."),
                      Violation.at("occurredAt", "in-future", "This lies in the future."),
                      Violation.at(
                          "reason", "required", "Say why: others will read this score."))));
    }

    @Test
    void needs_a_live_lead_that_the_actor_may_edit() {
      assertThat(crm.as(Actors.viewer()).scoreAwards().give(lead, Award.Wish.of(5, "x")))
          .isInstanceOf(Outcome.Refused.class);
      Actor stranger = Actors.salesRep("Sam", Scope.OWN);
      assertThat(crm.as(stranger).scoreAwards().of(lead)).isInstanceOf(Outcome.Refused.class);
      crm.leads(ada).delete(lead).orElseThrow();
      assertThat(crm.as(ada).scoreAwards().give(lead, Award.Wish.of(5, "x")))
          .isEqualTo(Outcome.refused(new LeadRefusal.Deleted(lead.value())));
    }

    @Test
    void is_given_once_under_an_idempotency_key() {
      Award.Wish wish = Award.Wish.of(5, "Once");
      Award first = crm.as(ada).idempotent("k").scoreAwards().give(lead, wish).orElseThrow();
      assertThat(crm.as(ada).idempotent("k").scoreAwards().give(lead, wish))
          .isEqualTo(Outcome.done(first));
      assertThat(log()).hasSize(1);
    }

    @Test
    void crosses_a_threshold_once_and_is_told_of_it_once() {
      give(100, "Wants to buy");
      give(5, "Still does");
      assertThat(crossings()).containsExactly("UP");
      Award last = crm.as(ada).scoreAwards().of(lead).orElseThrow().getLast();
      crm.as(ada).scoreAwards().withdraw(last.id(), "No, does not").orElseThrow();
      crm.clock.advance(Duration.ofDays(2));
      crm.crm.runDue();
      assertThat(crossings()).containsExactly("UP", "DOWN");
    }

    @Test
    void has_one_of_a_hundred_groups_and_half_lives_at_most() {
      for (int i = 0; i < 100; i++) {
        give(new Award.Wish(1, "group " + i, null, "x", null));
      }
      assertThat(
              crm.as(ada).scoreAwards().give(lead, new Award.Wish(1, "one more", null, "x", null)))
          .isInstanceOf(Outcome.Refused.class);
      give(new Award.Wish(1, "group 7", null, "x", null));
    }
  }

  @Nested
  class Leads_that_are_merged {

    @Test
    void have_the_awards_of_both_and_part_with_their_own() {
      LeadId twin = captured("Twin");
      give(30, "Of the winner");
      crm.as(ada).scoreAwards().give(twin, Award.Wish.of(12, "Of the twin")).orElseThrow();
      Merge merge =
          crm.as(ada)
              .merges()
              .merge(new Merges.Command(lead, List.of(twin), Map.of(), Map.of()))
              .orElseThrow();
      assertThat(score().points()).isEqualTo(42);
      assertThat(crm.as(ada).scoreAwards().of(lead).orElseThrow()).hasSize(2);
      assertThat(differences()).isEmpty();

      crm.as(ada).merges().undo(merge.id()).orElseThrow();
      assertThat(score().points()).isEqualTo(30);
      assertThat(crm.as(ada).scores().of(twin, null).orElseThrow().points()).isEqualTo(12);
      assertThat(differences()).isEmpty();
    }
  }

  @Nested
  class A_rule_that_awards_points {

    @Test
    void gives_them_once_however_often_the_event_is_delivered() {
      Rule rule =
          active(
              List.of("lead.noted.v1"),
              new RuleStep(
                  "score.add",
                  Map.of("points", "15", "reason", "A note on {lead.name}", "halfLife", "P30D")));
      crm.leads(ada).note(lead, "Rang up").orElseThrow();
      crm.crm.runDue();
      var noted =
          crm.storage.outbox().after(null, 100).stream()
              .filter(e -> e.event() instanceof LeadEvent.Noted)
              .findFirst()
              .orElseThrow();
      crm.storage.outbox().append(List.of(new Outbox.Entry(noted, List.of("rules"))));
      crm.crm.runDue();

      assertThat(crm.as(ada).scoreAwards().of(lead).orElseThrow())
          .singleElement()
          .satisfies(award -> {
            assertThat(award.words()).isEqualTo("Awarded by the rule “Rule”: A note on X Byron");
            assertThat(award.giver().rule()).isEqualTo(rule.id().value());
            assertThat(award.origin()).startsWith("firing/");
            assertThat(award.terms().halfLife()).isEqualTo(MONTH);
          });
      assertThat(score().points()).isEqualTo(15);
      assertThat(firings(rule))
          .singleElement()
          .satisfies(firing ->
              assertThat(firing.trace().steps().getFirst().what())
                  .isEqualTo("15 points were given."));
    }

    @Test
    void on_a_crossing_that_awards_cause_is_warned_of_as_a_circle_and_cut() {
      Rule rule =
          active(
              List.of("score.threshold-crossed.v1"),
              new RuleStep("score.add", Map.of("points", "1", "reason", "Crossed")));
      assertThat(crm.as(ada).rules().circles(rule.id()).orElseThrow())
          .containsExactly(List.of("Rule", "Rule"));

      give(100, "Wants to buy");
      crm.crm.runDue();
      assertThat(crm.as(ada).scoreAwards().of(lead).orElseThrow()).hasSize(2);
      assertThat(crossings()).containsExactly("UP");
    }

    @Test
    void is_refused_when_it_is_written_with_something_else_than_points() {
      assertThat(
              crm.as(ada)
                  .rules()
                  .write(
                      draft(
                          List.of("lead.noted.v1"),
                          new RuleStep("score.add", Map.of("points", "many", "reason", "x")))))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "then/0/parameters/points",
                          "parameter",
                          "Points are a whole number of 1 to 1000, with a minus to take them."))));
    }
  }

  @Nested
  class Whatever_is_awarded_reported_and_withdrawn {

    @Test
    void the_score_is_made_of_the_ledger_and_nothing_is_missing_or_too_much() {
      Seeded.cases(
          25,
          random -> {
            List<Award> given = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
              crm.clock.advance(Duration.ofHours(random.between(0, 200)));
              switch (random.nextInt(4)) {
                case 0 -> report("e" + random.nextInt(9_999_999), EngagementType.FORM_SUBMIT);
                case 1 -> {
                  if (!given.isEmpty()) {
                    Award one = random.oneOf(given.toArray(Award[]::new));
                    crm.as(ada).scoreAwards().withdraw(one.id(), "No").orElseThrow();
                  }
                }
                default ->
                    given.add(
                        give(
                            new Award.Wish(
                                random.oneOf(-20, -3, 7, 25),
                                random.oneOf(null, "web", "mail"),
                                random.oneOf(null, MONTH, Duration.ofDays(7)),
                                "Because",
                                crm.clock
                                    .instant()
                                    .minus(Duration.ofHours(random.between(0, 99))))));
              }
            }
            assertThat(differences()).isEmpty();
            crm.crm.runDue();
            assertThat(crm.as(ada).leadScores().of(lead, null).orElseThrow().parts().engagement())
                .isCloseTo(100 * -Math.expm1(-Math.max(0, score().points()) / 50), offset(1e-6));
          });
    }
  }

  private Award give(int points, String reason) {
    return give(Award.Wish.of(points, reason));
  }

  private Award give(Award.Wish wish) {
    return crm.as(ada).scoreAwards().give(lead, wish).orElseThrow();
  }

  private void report(String id, EngagementType type) {
    crm.as(ada).engagements().record(EngagementDraft.of(id, lead, type)).orElseThrow();
  }

  private ScoreView score() {
    return scoreAt(null);
  }

  private ScoreView scoreAt(@Nullable Instant moment) {
    return crm.as(ada).scores().of(lead, moment).orElseThrow();
  }

  private List<ScoreEntry> log() {
    return crm
        .as(ada)
        .scores()
        .entries(ListQuery.all(ScoreEntryView.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .map(ScoreEntryView::entry)
        .toList();
  }

  private List<?> differences() {
    return crm.as(ada).scores().reconcile(null, 100).orElseThrow().differences();
  }

  private List<String> crossings() {
    return crm.storage.outbox().after(null, 200).stream()
        .map(envelope -> envelope.event())
        .filter(ThresholdCrossed.class::isInstance)
        .map(event -> ((ThresholdCrossed) event).direction().name())
        .toList();
  }

  private LeadId captured(String name) {
    return crm.leads(ada).capture(new Leads.Capture(LeadDraft.named("X", name))).orElseThrow().id();
  }

  private Rule active(List<String> events, RuleStep step) {
    Rule rule = crm.as(ada).rules().write(draft(events, step)).orElseThrow();
    return crm.as(ada).rules().activate(rule.id()).orElseThrow();
  }

  private static RuleDraft draft(List<String> events, RuleStep step) {
    return new RuleDraft("Rule", "lead", events, "", List.of(step), Repeat.ALWAYS, 0, null, null);
  }

  private List<Firing> firings(Rule rule) {
    return crm
        .as(ada)
        .rules()
        .firings(ListQuery.all(FiringView.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .map(FiringView::firing)
        .filter(firing -> firing.rule().equals(rule.id()))
        .toList();
  }
}
