package dev.kith.crm.application.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.Imports;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.scoring.card.LeadScores.Distribution;
import dev.kith.crm.application.scoring.card.LeadScores.LeadScore;
import dev.kith.crm.application.scoring.card.Scorecards.RuleDraft;
import dev.kith.crm.application.scoring.card.Scorecards.Simulation;
import dev.kith.crm.application.scoring.ledger.Scores.Trend;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.scoring.card.Part;
import dev.kith.crm.domain.scoring.card.ScoreExplanation.Line;
import dev.kith.crm.domain.scoring.card.ScoreOverride;
import dev.kith.crm.domain.scoring.card.Weights;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.SettableClock;
import dev.kith.crm.testkit.TrialCrm;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeepingLeadScoresSpec {

  private final TrialCrm crm = new TrialCrm();
  private final Actor ada = Actors.administrator();

  /** 30 for the title, 30 for the company, 25 for the e-mail address. */
  private final LeadId boss =
      captured(
          LeadDraft.named("Ada", "Lovelace")
              .with(LeadField.TITLE, "Managing Director")
              .with(LeadField.COMPANY, "Engines")
              .with(LeadField.EMAIL, "ada@engines.example"));

  private final LeadId somebody = captured(LeadDraft.named("Some", "Body"));

  @Nested
  class A_lead {

    @Test
    void has_a_score_as_soon_as_anybody_asks() {
      LeadScore score = score(boss);
      assertThat(score.parts().fit()).isEqualTo(85);
      assertThat(score.score()).isEqualTo(43);
      assertThat(score.grade()).isEqualTo(Grade.C);
      assertThat(score.shares()).isEqualTo(Map.of(Part.FIT, 42.5, Part.ENGAGEMENT, 0.0));
      assertThat(score(somebody).score()).isZero();
    }

    @Test
    void is_listed_with_its_score_soon_after_without_another_version() {
      assertThat(view(boss).score()).isNull();
      crm.crm.runDue();
      assertThat(view(boss).score()).isEqualTo(43);
      assertThat(view(boss).grade()).isEqualTo(Grade.C);
      assertThat(view(boss).revision().version()).isEqualTo(1);
      assertThat(crm.queries(ada).shown(crm.storage.leads().find(boss).orElseThrow()).score())
          .isEqualTo(43);
    }

    @Test
    void is_listed_with_another_score_when_it_is_edited_or_does_something() {
      crm.crm.runDue();
      crm.leads(ada)
          .edit(somebody, new Leads.Edit(Map.of(LeadField.COMPANY, Optional.of("Engines"))))
          .orElseThrow();
      crm.crm.runDue();
      assertThat(view(somebody).score()).isEqualTo(15);
      meets(somebody);
      crm.crm.runDue();
      assertThat(view(somebody).score()).isEqualTo(score(somebody).score()).isGreaterThan(30);
    }

    @Test
    void is_listed_with_less_as_its_engagement_fades_and_nobody_touches_it() {
      meets(boss);
      crm.crm.runDue();
      int before = view(boss).score();
      for (int day = 1; day <= 200; day++) {
        crm.clock.advance(Duration.ofDays(1));
        crm.crm.runDue();
        assertThat(view(boss).score()).isEqualTo(score(boss).score());
      }
      assertThat(view(boss).score()).isLessThan(before);
    }

    @Test
    void tells_why_its_score_is_what_it_is() {
      meets(boss);
      LeadScore score = score(boss);
      assertThat(score.explanation().lines())
          .extracting(Line::text)
          .contains("Met us", "Decides on purchases", "Works for a company");
      assertThat(score.explanation().lines().stream().mapToInt(Line::tenths).sum())
          .isEqualTo(score.score() * 10);
      assertThat(score.trend()).isEqualTo(Trend.STEADY);
      crm.clock.advance(Duration.ofDays(8));
      meets(boss, "m2");
      assertThat(score(boss).trend()).isEqualTo(Trend.RISING);
      assertThat(score(boss).course()).hasSize(31);
    }

    @Test
    void had_a_score_that_fitted_as_it_did_then() {
      crm.crm.runDue();
      Instant then = crm.clock.instant();
      crm.clock.advance(Duration.ofDays(1));
      crm.leads(ada)
          .edit(
              boss,
              new Leads.Edit(
                  Map.of(
                      LeadField.TITLE,
                      Optional.empty(),
                      LeadField.COMPANY,
                      Optional.empty(),
                      LeadField.EMAIL,
                      Optional.empty())))
          .orElseThrow();
      crm.crm.runDue();
      assertThat(score(boss).score()).isZero();
      LeadScore past = crm.as(ada).leadScores().of(boss, then).orElseThrow();
      assertThat(past.score()).isEqualTo(43);
      assertThat(past.explanation().lines())
          .containsExactly(
              new Line(Part.FIT, "How well it fitted", 425),
              new Line(null, "Rounded to whole points", 5));
      assertThat(crm.as(ada).leadScores().of(boss, then.minusSeconds(9_999)).orElseThrow().parts())
          .extracting(parts -> parts.fit())
          .isNull();
      assertThat(crm.as(ada).leadScores().of(boss, crm.clock.instant().plusSeconds(1)))
          .isInstanceOf(Outcome.Refused.class);
    }
  }

  @Nested
  class A_score_set_by_hand {

    @Test
    void counts_in_place_of_the_computed_one_until_it_ends_by_itself() {
      Instant until = SettableClock.START.plus(Duration.ofDays(2));
      ScoreOverride set = set(boss, 90, until);
      assertThat(view(boss).score()).isEqualTo(90);
      assertThat(score(boss).computed()).isEqualTo(43);
      assertThat(score(boss).override()).isEqualTo(set);
      assertThat(view(boss).revision().version()).isEqualTo(1);
      crm.clock.advance(Duration.ofDays(2));
      assertThat(score(boss).score()).isEqualTo(43);
      crm.clock.advance(Duration.ofSeconds(1));
      crm.crm.runDue();
      assertThat(view(boss).score()).isEqualTo(43);
      assertThat(crm.as(ada).leadScores().of(boss, until.minusSeconds(1)).orElseThrow().score())
          .isEqualTo(90);
    }

    @Test
    void is_replaced_by_another_and_cleared_and_the_audit_trail_tells() {
      set(boss, 90, null);
      set(boss, 80, null);
      assertThat(view(boss).score()).isEqualTo(80);
      assertThat(crm.as(ada).leadScores().clearOverride(boss).orElseThrow())
          .hasValueSatisfying(cleared -> assertThat(cleared.value()).isEqualTo(80));
      assertThat(view(boss).score()).isEqualTo(43);
      assertThat(crm.as(ada).leadScores().clearOverride(boss).orElseThrow()).isEmpty();
      assertThat(
              crm.as(ada)
                  .auditTrail()
                  .history(ScoreOverride.subjectOf(boss), null, 10)
                  .orElseThrow())
          .extracting(entry -> entry.action())
          .containsExactly("score-override.clear", "score-override.set", "score-override.set");
    }

    @Test
    void needs_a_reason_and_somebody_who_may_edit_the_lead() {
      assertThat(crm.as(ada).leadScores().override(boss, 50, " ", null))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.refusal()).isInstanceOf(Invalid.class));
      assertThat(
              crm.as(Actors.salesRep("Sam", Scope.OWN)).leadScores().override(boss, 5, "x", null))
          .isEqualTo(Outcome.refused(NotFound.of("lead", boss.value())));
      crm.leads(ada).delete(boss).orElseThrow();
      assertThat(crm.as(ada).leadScores().override(boss, 50, "x", null))
          .isInstanceOf(Outcome.Refused.class);
    }
  }

  @Nested
  class The_card {

    @Test
    void is_refused_with_the_place_of_every_problem_of_a_condition() {
      Outcome<?> outcome =
          crm.as(ada)
              .scorecard()
              .addRule(new RuleDraft("Odd", "lead.company ==\n  1 && lead.scor > 2", 0, null));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(((Invalid) refused.refusal()).violations())
                      .extracting(v -> v.pointer() + " " + v.message())
                      .anyMatch(m -> m.startsWith("/condition Line 2, column"))
                      .anyMatch(m -> m.startsWith("/points ")));
    }

    @Test
    void is_changed_rule_by_rule_and_all_scores_follow_by_a_job() {
      crm.crm.runDue();
      Card card =
          crm.as(ada)
              .scorecard()
              .addRule(new RuleDraft("Called Body", "lead.familyName == 'Body'", 50, null))
              .orElseThrow()
              .card();
      crm.crm.runDue();
      assertThat(view(somebody).score()).isEqualTo(25);
      UUID rule = card.rules().getLast().id();
      crm.as(ada)
          .scorecard()
          .changeRule(rule, new RuleDraft("Called Body", "lead.familyName == 'Body'", 90, null))
          .orElseThrow();
      crm.crm.runDue();
      assertThat(view(somebody).score()).isEqualTo(45);
      crm.as(ada).scorecard().removeRule(rule).orElseThrow();
      crm.as(ada)
          .scorecard()
          .set(crm.as(ada).scorecard().get().orElseThrow().card().with(new Weights(1, 0, 0)))
          .orElseThrow();
      crm.crm.runDue();
      assertThat(view(somebody).score()).isZero();
      assertThat(view(boss).score()).isEqualTo(85);
      assertThat(crm.as(ada).scorecard().removeRule(rule))
          .isEqualTo(Outcome.refused(NotFound.of("fit-rule", rule)));
      assertThat(crm.as(ada).expecting(1).scorecard().removeRule(rule))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void can_be_tried_before_anything_changes() {
      crm.crm.runDue();
      Card other = crm.as(ada).scorecard().get().orElseThrow().card().with(new Weights(1, 0, 0));
      Simulation simulation = crm.as(ada).scorecard().simulate(other).orElseThrow();
      assertThat(simulation.examined()).isEqualTo(2);
      assertThat(simulation.all()).isEqualTo(2);
      assertThat(simulation.before().byGrade()).containsEntry(Grade.C, 1L);
      assertThat(simulation.after().byGrade()).containsEntry(Grade.A, 1L);
      assertThat(simulation.up()).isEqualTo(1);
      assertThat(simulation.down()).isZero();
      assertThat(simulation.crossings())
          .extracting(c -> c.name() + " " + c.gradeBefore() + c.gradeAfter())
          .containsExactly("Ada Lovelace CA");
      crm.crm.runDue();
      assertThat(view(boss).score()).isEqualTo(43);
    }

    @Test
    void is_nothing_for_who_may_not_administer_leads() {
      Actor sam = Actors.salesRep("Sam", Scope.ALL);
      Card card = crm.as(sam).scorecard().get().orElseThrow().card();
      assertThat(crm.as(sam).scorecard().set(card)).isInstanceOf(Outcome.Refused.class);
      assertThat(crm.as(sam).scorecard().simulate(card)).isInstanceOf(Outcome.Refused.class);
      assertThat(crm.as(sam).leadScores().recalculate()).isInstanceOf(Outcome.Refused.class);
    }
  }

  @Nested
  class All_scores {

    @Test
    void are_counted_by_score_and_grade() {
      crm.crm.runDue();
      Distribution distribution = crm.as(ada).leadScores().distribution().orElseThrow();
      assertThat(distribution.byScore()).isEqualTo(Map.of(0, 1L, 43, 1L));
      assertThat(distribution.inTens()).isEqualTo(List.of(1L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L));
    }

    @Test
    void are_those_of_the_leads_as_they_are_where_one_was_changed_right_before_the_job() {
      crm.crm.runDue();
      Imports imports = crm.as(ada).imports();
      ImportId file =
          imports
              .upload(
                  "titles.csv",
                  new ByteArrayInputStream(
                      "E-mail,Job title\nada@engines.example,Intern\n".getBytes(UTF_8)))
              .orElseThrow()
              .id();
      imports
          .follow(
              file,
              new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.OVERWRITE, DeletedPolicy.NEW))
          .orElseThrow();
      imports.start(file).orElseThrow();
      crm.as(ada).leadScores().recalculate().orElseThrow();
      crm.crm.runDue();
      assertThat(view(boss).get(LeadField.TITLE)).isEqualTo("Intern");
      assertThat(view(boss).score()).isEqualTo(score(boss).score()).isLessThan(43);
    }

    @Test
    void are_computed_anew_by_a_job_when_somebody_wants_it() {
      assertThat(view(boss).score()).isNull();
      crm.as(ada).leadScores().recalculate().orElseThrow();
      crm.crm.runDue();
      assertThat(view(boss).score()).isEqualTo(43);
    }
  }

  private LeadScore score(LeadId lead) {
    return crm.as(ada).leadScores().of(lead, null).orElseThrow();
  }

  private LeadView view(LeadId lead) {
    return crm.queries(ada).get(lead).orElseThrow();
  }

  private ScoreOverride set(LeadId lead, int value, @Nullable Instant until) {
    return crm.as(ada).leadScores().override(lead, value, "I know them", until).orElseThrow();
  }

  private void meets(LeadId lead) {
    meets(lead, "m");
  }

  private void meets(LeadId lead, String id) {
    crm.as(ada)
        .engagements()
        .record(EngagementDraft.of(id, lead, EngagementType.MEETING_HELD))
        .orElseThrow();
  }

  private LeadId captured(LeadDraft draft) {
    return crm.leads(ada).capture(new Leads.Capture(draft)).orElseThrow().id();
  }
}
