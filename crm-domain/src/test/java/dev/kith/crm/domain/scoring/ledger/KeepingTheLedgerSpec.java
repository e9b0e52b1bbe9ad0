package dev.kith.crm.domain.scoring.ledger;

import static dev.kith.crm.domain.testkit.Engagements.DAY;
import static dev.kith.crm.domain.testkit.Engagements.event;
import static dev.kith.crm.domain.testkit.Engagements.rule;
import static dev.kith.crm.domain.testkit.Engagements.someEvents;
import static dev.kith.crm.domain.testkit.Engagements.someRules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeepingTheLedgerSpec {

  private static final LeadId LEAD = Leads.anId();
  private static final Instant NOW = DAY.plusSeconds(3_600 * 200);

  @Nested
  class A_ledger {

    private final IncrementRule once =
        rule(EngagementType.PAGE_VIEW, 5, new Limits(new Repeat.Once(), null, null, null));
    private final EngagementEvent late = view("late", 5);
    private final EngagementEvent early = view("early", 1);

    @Test
    void gives_points_by_a_line() {
      ScoreLedger ledger = told(ScoreLedger.EMPTY, List.of(late), List.of(once));
      assertThat(ledger.entries())
          .extracting(ScoreEntry::points, ScoreEntry::verdict, ScoreEntry::reverses)
          .containsExactly(tuple(5, Verdict.HUMAN, null));
    }

    @Test
    void takes_them_back_by_another_when_an_earlier_event_is_reported_late() {
      ScoreLedger before = told(ScoreLedger.EMPTY, List.of(late), List.of(once));
      ScoreLedger after = told(before, List.of(late, early), List.of(once));
      assertThat(after.entries()).startsWith(before.entries().toArray(ScoreEntry[]::new));
      assertThat(after.entries())
          .extracting(entry -> entry.earning().event().value(), ScoreEntry::points)
          .containsExactly(tuple("late", 5), tuple("late", -5), tuple("early", 5));
      assertThat(after.entries().get(1).reverses()).isEqualTo(before.entries().getFirst().id());
    }

    @Test
    void needs_no_line_when_it_is_right() {
      ScoreLedger ledger = told(ScoreLedger.EMPTY, List.of(late), List.of(once));
      assertThat(told(ledger, List.of(late), List.of(once))).isEqualTo(ledger);
    }

    @Test
    void takes_back_a_line_that_is_there_twice() {
      ScoreLedger ledger = told(ScoreLedger.EMPTY, List.of(late), List.of(once));
      ScoreEntry line = ledger.entries().getFirst();
      ScoreEntry doubled = new ScoreEntry(anId(), LEAD, line.earning(), NOW, Verdict.HUMAN, null);
      ScoreLedger mended = told(ledger.with(List.of(doubled)), List.of(late), List.of(once));
      assertThat(mended.earnings()).isEqualTo(ledger.earnings());
      assertThat(mended.entries()).hasSize(3);
    }
  }

  @Nested
  class Whatever_is_reported {

    @Test
    void in_any_order_and_doubled_the_ledger_comes_to_what_the_events_earn() {
      Seeded.cases(
          300,
          random -> {
            List<EngagementEvent> events = someEvents(random, LEAD, "e");
            List<IncrementRule> rules = someRules(random);
            ScoreLedger ledger = ScoreLedger.EMPTY;
            List<EngagementEvent> reported = new ArrayList<>();
            for (EngagementEvent event : random.shuffled(events)) {
              reported.add(event);
              if (random.percent(20)) {
                reported.add(event);
              }
              if (random.percent(60)) {
                ledger = told(ledger, reported, rules);
              }
            }
            ledger = told(ledger, reported, rules);

            assertThat(ledger.earnings()).isEqualTo(Earnings.of(events, rules));
            ScoreLedger atOnce = told(ScoreLedger.EMPTY, events, rules);
            assertThat(curve(ledger, rules).at(NOW)).isEqualTo(curve(atOnce, rules).at(NOW));
          });
    }

    @Test
    void lines_come_to_the_difference_of_what_was_given_and_taken_back() {
      Seeded.cases(
          200,
          random -> {
            List<IncrementRule> rules = someRules(random);
            ScoreLedger ledger =
                told(
                    told(ScoreLedger.EMPTY, someEvents(random, LEAD, "e"), rules),
                    someEvents(random, LEAD, "f"),
                    rules);
            assertThat(ledger.entries().stream().mapToInt(ScoreEntry::points).sum())
                .isEqualTo(ledger.earnings().stream().mapToInt(Earning::points).sum());
          });
    }

    @Test
    void a_verdict_that_is_changed_there_and_back_leaves_the_score_as_it_was() {
      Seeded.cases(
          200,
          random -> {
            List<EngagementEvent> events = someEvents(random, LEAD, "e");
            List<IncrementRule> rules = someRules(random);
            ScoreLedger before = told(ScoreLedger.EMPTY, events, rules);
            List<EngagementEvent> doubted =
                events.stream()
                    .map(event -> random.percent(50) ? event.told(Verdict.BOT) : event)
                    .toList();
            ScoreLedger between = told(before, doubted, rules);
            ScoreLedger after = told(between, events, rules);

            assertThat(between.earnings()).isEqualTo(Earnings.of(doubted, rules));
            assertThat(after.earnings()).isEqualTo(before.earnings());
            assertThat(curve(after, rules).at(NOW)).isEqualTo(curve(before, rules).at(NOW));
          });
    }

    @Test
    void leads_that_are_merged_and_parted_again_have_the_scores_that_they_had() {
      Seeded.cases(
          200,
          random -> {
            LeadId loser = Leads.anId();
            List<EngagementEvent> own = someEvents(random, LEAD, "w");
            List<EngagementEvent> others = someEvents(random, loser, "l");
            List<IncrementRule> rules = someRules(random);
            ScoreLedger winners = told(ScoreLedger.EMPTY, own, rules);
            ScoreLedger losers = told(ScoreLedger.EMPTY, others, rules);

            List<EngagementEvent> both = new ArrayList<>(own);
            others.forEach(event -> both.add(event.of(LEAD)));
            ScoreLedger merged = told(winners, both, rules);
            ScoreLedger emptied = told(losers, List.of(), rules);

            assertThat(merged.earnings()).isEqualTo(Earnings.of(both, rules));
            assertThat(emptied.earnings()).isEmpty();
            assertThat(told(merged, own, rules).earnings()).isEqualTo(winners.earnings());
            assertThat(told(emptied, others, rules).earnings()).isEqualTo(losers.earnings());
          });
    }
  }

  private static ScoreLedger told(
      ScoreLedger ledger, List<EngagementEvent> events, List<IncrementRule> rules) {
    Map<EngagementId, Verdict> verdicts = new HashMap<>();
    events.forEach(event -> verdicts.put(event.id(), event.verdict()));
    return ledger.with(
        ledger.corrections(
            LEAD, Earnings.of(events, rules), verdicts, KeepingTheLedgerSpec::anId, NOW));
  }

  private static ScoreCurve curve(ScoreLedger ledger, List<IncrementRule> rules) {
    Map<IncrementRuleId, IncrementRule> byId = new HashMap<>();
    rules.forEach(rule -> byId.put(rule.id(), rule));
    return ScoreCurve.asOf(NOW, ledger.earnings(), byId, ScoringSettings.USUAL.settings());
  }

  private static ScoreEntryId anId() {
    return new ScoreEntryId(Leads.anId().value());
  }

  private static EngagementEvent view(String id, int hour) {
    return event(LEAD, id, EngagementType.PAGE_VIEW, "p", hour);
  }
}
