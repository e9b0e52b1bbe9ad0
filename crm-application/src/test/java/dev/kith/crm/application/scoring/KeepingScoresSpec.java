package dev.kith.crm.application.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.scoring.engagement.Engagements.Receipt;
import dev.kith.crm.application.scoring.ledger.ScoreEntryView;
import dev.kith.crm.application.scoring.ledger.Scores.Reconciliation;
import dev.kith.crm.application.scoring.ledger.Scores.ScoreView;
import dev.kith.crm.application.scoring.ledger.Scores.Trend;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Signal;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import dev.kith.crm.domain.scoring.ledger.ScoreEntryId;
import dev.kith.crm.domain.scoring.ledger.ScoreNews.ThresholdCrossed;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import dev.kith.crm.domain.scoring.ledger.Standing.Direction;
import dev.kith.crm.domain.scoring.ledger.Threshold;
import dev.kith.crm.domain.scoring.ledger.UsualRules;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Engagements;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.testkit.SettableClock;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeepingScoresSpec {

  private final TrialCrm crm = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final LeadId lead = captured("Byron");

  @Nested
  class An_event_that_is_reported {

    @Test
    void earns_its_lead_points_at_once() {
      assertThat(report(meeting("m")))
          .isEqualTo(
              Outcome.done(
                  new Receipt(new EngagementId("m"), lead, false, Verdict.HUMAN, List.of())));
      ScoreView score = score();
      assertThat(score.score()).isEqualTo(45);
      assertThat(score.points()).isEqualTo(30);
      assertThat(score.trend()).isEqualTo(Trend.RISING);
      assertThat(score.counted()).hasSize(1);
      assertThat(score.counted().getFirst().ruleName()).isEqualTo("Met us");
      assertThat(events()).containsExactly("lead.captured.v1", "lead.engaged.v1");
    }

    @Test
    void changes_no_version_of_the_lead() {
      report(meeting("m"));
      assertThat(crm.queries(ada).get(lead).orElseThrow().revision().version()).isEqualTo(1);
    }

    @Test
    void counts_once_however_often_it_is_reported() {
      report(meeting("m"));
      ScoreView once = score();
      assertThat(report(meeting("m").at(SettableClock.START.minusSeconds(99))).orElseThrow())
          .isEqualTo(new Receipt(new EngagementId("m"), lead, true, Verdict.HUMAN, List.of()));
      assertThat(score()).isEqualTo(once);
      assertThat(events()).hasSize(2);
    }

    @Test
    void is_refused_if_its_lead_is_not_known_or_is_deleted() {
      LeadId none = new LeadId(new UUID(0, 9_999));
      assertThat(report(EngagementDraft.of("x", none, EngagementType.MEETING_HELD)))
          .isEqualTo(Outcome.refused(NotFound.of("lead", none.value())));
      crm.leads(ada).delete(lead).orElseThrow();
      assertThat(report(meeting("m")))
          .isEqualTo(Outcome.refused(new LeadRefusal.Deleted(lead.value())));
    }

    @Test
    void is_refused_to_who_does_not_reach_the_lead() {
      Actor stranger = Actors.salesRep("Sam", Scope.OWN);
      assertThat(crm.as(stranger).engagements().record(meeting("m")))
          .isEqualTo(Outcome.refused(NotFound.of("lead", lead.value())));
      assertThat(crm.as(Actors.viewer()).engagements().record(meeting("m")))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.refusal()).isInstanceOf(Forbidden.class));
    }

    @Test
    void is_kept_once_under_an_idempotency_key() {
      Receipt first = crm.as(ada).idempotent("k").engagements().record(meeting("m")).orElseThrow();
      assertThat(crm.as(ada).idempotent("k").engagements().record(meeting("m")))
          .isEqualTo(Outcome.done(first));
    }
  }

  @Nested
  class Many_events {

    @Test
    void are_kept_or_refused_each_by_itself() {
      List<Outcome<Receipt>> outcomes =
          crm.as(ada)
              .engagements()
              .recordAll(
                  List.of(
                      meeting("a"),
                      meeting("b").at(SettableClock.START.plusSeconds(3_600)),
                      meeting("a"),
                      EngagementDraft.of(
                          "c", new LeadId(new UUID(0, 1)), EngagementType.MEETING_HELD)))
              .orElseThrow();
      assertThat(outcomes)
          .extracting(outcome ->
              switch (outcome) {
                case Outcome.Done<Receipt>(var receipt) ->
                    receipt.duplicate() ? "duplicate" : "recorded";
                case Outcome.Refused<Receipt>(var refusal) -> refusal.code();
              })
          .containsExactly("recorded", "invalid", "duplicate", "not-found");
    }

    @Test
    void in_any_order_and_in_any_pieces_come_to_the_same_score() {
      Seeded.cases(
          30,
          random -> {
            TrialCrm one = new TrialCrm();
            TrialCrm two = new TrialCrm();
            LeadId first = captured(one, "Byron");
            LeadId second = captured(two, "Byron");
            List<EngagementDraft> drafts = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
              drafts.add(
                  EngagementDraft.of(
                          "e" + i,
                          first,
                          random.oneOf(
                              EngagementType.EMAIL_CLICK,
                              EngagementType.PAGE_VIEW,
                              EngagementType.MEETING_HELD))
                      .on("o" + random.between(1, 3))
                      .at(SettableClock.START.minusSeconds(random.between(0, 300_000)))
                      .seen(clicked(random.between(1, 4))));
            }
            one.as(ada).engagements().recordAll(drafts).orElseThrow();
            for (EngagementDraft draft : random.shuffled(drafts)) {
              two.as(ada).engagements().record(draft).orElseThrow();
            }
            assertThat(first).isEqualTo(second);
            ScoreView left = one.as(ada).scores().of(first, null).orElseThrow();
            ScoreView right = two.as(ada).scores().of(first, null).orElseThrow();
            assertThat(left.points()).isEqualTo(right.points());
            assertThat(left.counted())
                .extracting(c -> c.entry().earning())
                .isEqualTo(right.counted().stream().map(c -> c.entry().earning()).toList());
            assertThat(two.as(ada).scores().reconcile(null, 100).orElseThrow().differences())
                .isEmpty();
          });
    }

    @Test
    void from_one_network_in_a_minute_turn_out_to_be_of_a_gateway() {
      List<LeadId> leads = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        leads.add(captured("Lead " + i));
      }
      for (LeadId each : leads) {
        report(
            EngagementDraft.of("click " + each, each, EngagementType.EMAIL_CLICK)
                .seen(
                    new Traces(
                        Engagements.BROWSER, "203.0.113.9", null, null, null, null, false, null)));
      }
      assertThat(crm.as(ada).engagements().of(leads.getFirst(), null, 10).orElseThrow())
          .extracting(event -> event.judgement().signals())
          .containsExactly(List.of(Signal.MANY_RECIPIENTS));
      assertThat(crm.as(ada).scores().of(leads.getFirst(), null).orElseThrow().score()).isZero();
      assertThat(differences()).isEmpty();
    }
  }

  @Nested
  class A_score {

    @Test
    void of_the_past_is_what_it_was_then() {
      report(meeting("m").at(SettableClock.START.minus(Duration.ofDays(30))));
      report(meeting("n"));
      ScoreView then =
          crm.as(ada)
              .scores()
              .of(lead, SettableClock.START.minus(Duration.ofDays(30)))
              .orElseThrow();
      assertThat(then.points()).isEqualTo(30);
      assertThat(then.standings()).isEmpty();
      assertThat(score().points()).isEqualTo(45);
      assertThat(crm.as(ada).scores().of(lead, SettableClock.START.plusSeconds(60)))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void is_hidden_from_whom_the_score_of_leads_is() {
      Actor blind = Actors.masked(ada, "lead.score");
      assertThat(crm.as(blind).scores().of(lead, null)).isInstanceOf(Outcome.Refused.class);
      assertThat(crm.as(blind).scores().entries(ListQuery.all(ScoreEntryView.CATALOGUE)))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void follows_when_it_is_said_who_did_something_and_back() {
      report(meeting("m"));
      ScoreView before = score();
      crm.as(ada)
          .engagements()
          .reclassify(List.of(new EngagementId("m")), Verdict.BOT)
          .orElseThrow();
      assertThat(score().score()).isZero();
      crm.as(ada).engagements().reclassify(List.of(new EngagementId("m")), null).orElseThrow();
      assertThat(score().score()).isEqualTo(before.score());
      assertThat(log()).extracting(ScoreEntry::points).containsExactlyInAnyOrder(30, -30, 30);
    }
  }

  @Nested
  class Leads_that_are_merged {

    @Test
    void have_one_score_together_until_they_are_parted() {
      LeadId twin = captured("Byron");
      report(EngagementDraft.of("open 1", lead, EngagementType.MEETING_HELD));
      report(
          EngagementDraft.of("open 2", twin, EngagementType.EMAIL_REPLY)
              .at(SettableClock.START.minusSeconds(5)));
      ScoreView own = score();
      Merge merge =
          crm.as(ada)
              .merges()
              .merge(new Merges.Command(lead, List.of(twin), Map.of(), Map.of()))
              .orElseThrow();
      assertThat(score().points()).isGreaterThan(own.points() + 19);
      assertThat(crm.as(ada).scores().of(twin, null).orElseThrow().score()).isZero();
      assertThat(differences()).isEmpty();

      Receipt late =
          crm.as(ada)
              .engagements()
              .record(EngagementDraft.of("late", twin, EngagementType.EMAIL_REPLY))
              .orElseThrow();
      assertThat(late.lead()).isEqualTo(lead);

      crm.as(ada).merges().undo(merge.id()).orElseThrow();
      assertThat(crm.as(ada).scores().of(twin, null).orElseThrow().counted())
          .extracting(counted -> counted.entry().earning().event().value())
          .containsExactly("open 2");
      assertThat(differences()).isEmpty();
    }
  }

  @Nested
  class A_threshold {

    @Test
    void is_crossed_by_one_event_up_and_one_down_at_the_computed_moment() {
      for (int i = 0; i < 3; i++) {
        report(meeting("m" + i));
      }
      report(meeting("once more"));
      assertThat(crossings()).containsExactly(Direction.UP);
      Instant next = score().standings().getFirst().nextCrossing();
      assertThat(next).isAfter(SettableClock.START.plus(Duration.ofDays(30)));

      crm.clock.set(next.minusSeconds(61));
      crm.crm.runDue();
      assertThat(crossings()).containsExactly(Direction.UP);
      crm.clock.set(next.plusSeconds(61));
      crm.crm.runDue();
      assertThat(crossings()).containsExactly(Direction.UP, Direction.DOWN);
      crm.clock.advance(Duration.ofDays(1));
      crm.crm.runDue();
      assertThat(crossings()).containsExactly(Direction.UP, Direction.DOWN);
      assertThat(score().standings().getFirst().above()).isFalse();
    }

    @Test
    void is_crossed_by_all_who_are_above_a_new_one_when_settings_change() {
      report(meeting("m"));
      crm.as(ada)
          .incrementRules()
          .setSettings(new Settings(50, Map.of(), List.of(new Threshold("warm", 30, 20))))
          .orElseThrow();
      assertThat(crossings()).isEmpty();
      crm.crm.runDue();
      assertThat(crossings()).containsExactly(Direction.UP);
    }
  }

  @Nested
  class Rules {

    @Test
    void that_begin_in_the_past_count_what_there_is() {
      report(
          EngagementDraft.of("w", lead, EngagementType.CUSTOM)
              .named("Webinar")
              .at(SettableClock.START.minusSeconds(60)));
      assertThat(score().score()).isZero();
      RuleTerms terms =
          new RuleTerms(
              "Webinar",
              EngagementType.CUSTOM,
              "webinar",
              List.of(),
              null,
              12,
              RuleTerms.Limits.NONE,
              SettableClock.START.minus(Duration.ofDays(1)),
              null);
      crm.as(ada).incrementRules().create(terms).orElseThrow();
      crm.crm.runDue();
      assertThat(score().points()).isEqualTo(12);
      assertThat(differences()).isEmpty();
    }

    @Test
    void give_other_points_for_what_occurs_after_they_were_changed() {
      IncrementRule rule = UsualRules.ALL.get(6);
      report(meeting("m"));
      crm.clock.advance(Duration.ofSeconds(1));
      crm.as(ada).incrementRules().change(rule.id(), rule.terms().giving(5)).orElseThrow();
      report(meeting("n"));
      crm.crm.runDue();
      assertThat(log()).extracting(ScoreEntry::points).containsExactlyInAnyOrder(30, 5);
      crm.clock.advance(Duration.ofSeconds(1));
      crm.as(ada).incrementRules().retire(rule.id()).orElseThrow();
      report(meeting("o"));
      assertThat(log()).hasSize(2);
    }

    @Test
    void are_changed_only_by_who_may_administer_all_leads() {
      assertThat(
              crm.as(Actors.salesRep("Sam", Scope.ALL))
                  .incrementRules()
                  .retire(UsualRules.ALL.getFirst().id()))
          .isInstanceOf(Outcome.Refused.class);
    }
  }

  @Nested
  class The_reconciliation {

    @Test
    void finds_a_line_that_nothing_earned_and_settling_takes_it_back() {
      report(meeting("m"));
      assertThat(differences()).isEmpty();
      Earning planted =
          new Earning(
              new IncrementRuleId(new UUID(0, 5)),
              1,
              new EngagementId("m"),
              99,
              SettableClock.START);
      crm.storage
          .transactions()
          .always(() -> {
            crm.storage
                .ledger()
                .addAll(
                    List.of(
                        new ScoreEntry(
                            new ScoreEntryId(new UUID(0, 77)),
                            lead,
                            planted,
                            SettableClock.START,
                            Verdict.HUMAN,
                            null)));
            return true;
          });
      Reconciliation found = crm.as(ada).scores().reconcile(null, 100).orElseThrow();
      assertThat(found.differences())
          .singleElement()
          .satisfies(difference -> {
            assertThat(difference.lead()).isEqualTo(lead);
            assertThat(difference.missing()).isEmpty();
            assertThat(difference.surplus()).containsExactly(planted);
          });
      report(meeting("n"));
      assertThat(differences()).isEmpty();
    }
  }

  private List<?> differences() {
    return crm.as(ada).scores().reconcile(null, 100).orElseThrow().differences();
  }

  private ScoreView score() {
    return crm.as(ada).scores().of(lead, null).orElseThrow();
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

  private Outcome<Receipt> report(EngagementDraft draft) {
    return crm.as(ada).engagements().record(draft);
  }

  private EngagementDraft meeting(String id) {
    return EngagementDraft.of(id, lead, EngagementType.MEETING_HELD);
  }

  private static Traces clicked(int seconds) {
    return new Traces(
        Engagements.BROWSER,
        null,
        "GET",
        "mail",
        SettableClock.START.minusSeconds(100_000L * seconds),
        2,
        false,
        null);
  }

  private LeadId captured(String name) {
    return captured(crm, name);
  }

  private LeadId captured(TrialCrm where, String name) {
    return where
        .leads(ada)
        .capture(new Leads.Capture(LeadDraft.named("X", name)))
        .orElseThrow()
        .id();
  }

  private List<String> events() {
    return crm.storage.outbox().after(null, 100).stream()
        .map(envelope -> envelope.event().type())
        .toList();
  }

  private List<Direction> crossings() {
    return crm.storage.outbox().after(null, 100).stream()
        .map(envelope -> envelope.event())
        .filter(ThresholdCrossed.class::isInstance)
        .map(event -> ((ThresholdCrossed) event).direction())
        .toList();
  }
}
