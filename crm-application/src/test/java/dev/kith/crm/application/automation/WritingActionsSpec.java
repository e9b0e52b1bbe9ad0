package dev.kith.crm.application.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.automation.Firing.Step;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.Recurrence;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is said for the actions of a rule. The clock begins on Monday, 2 March 2026, 8:00 UTC. */
class WritingActionsSpec {

  private static final Actor ADMIN = Actors.administrator();
  private static final String TAG = "lead.tag";
  private static final String SCORE = "score.add";
  private static final String TASK = "task.create";

  private final TrialCrm trial = new TrialCrm();

  @Nested
  class A_task_that_comes_again {

    @Test
    void begins_on_the_first_day_of_its_rule_and_goes_on_when_it_is_done() {
      act(task(Map.of("recurrence", "FREQ=WEEKLY;BYDAY=FR", "due", "P2D")));
      TaskView first = onlyTask("open eq true");
      assertThat(first.content().due()).isEqualTo(on("2026-03-06"));
      assertThat(first.content().recurrence())
          .isEqualTo(Recurrence.parse("FREQ=WEEKLY;BYDAY=FR").orElseThrow());

      trial.as(ADMIN).tasks().complete(first.id(), "Done").orElseThrow();
      TaskView second = onlyTask("open eq true");
      assertThat(second.content().due()).isEqualTo(on("2026-03-13"));
      assertThat(second.content().related()).isEqualTo(first.content().related());
    }

    @Test
    void begins_today_where_it_is_not_said_when_it_is_due() {
      act(task(Map.of("recurrence", "FREQ=DAILY;COUNT=3")));
      assertThat(onlyTask("open eq true").content().due()).isEqualTo(on("2026-03-02"));
    }

    @Test
    void passes_over_the_days_on_which_it_does_not_come() {
      act(
          task(
              Map.of(
                  "recurrence",
                  "FREQ=WEEKLY;BYDAY=MO",
                  "recurrenceExcept",
                  "2026-03-02,2026-03-09")));
      assertThat(onlyTask("open eq true").content().due()).isEqualTo(on("2026-03-16"));
    }

    @Test
    void counted_from_completion_begins_on_the_day_itself() {
      act(
          task(
              Map.of(
                  "recurrence", "FREQ=DAILY;INTERVAL=10",
                  "recurrenceFrom", "COMPLETION",
                  "due", "P1D")));
      assertThat(onlyTask("open eq true").content().due()).isEqualTo(on("2026-03-03"));
    }

    @Test
    void is_refused_in_the_log_once_its_rule_has_ended() {
      activate(rule(task(Map.of("recurrence", "FREQ=DAILY;UNTIL=20260310"))));
      trial.clock.advance(Duration.ofDays(10));
      capture();
      trial.crm.runDue();

      assertThat(trial.as(ADMIN).taskQueries().list(all()).orElseThrow().items()).isEmpty();
      assertThat(firings())
          .singleElement()
          .satisfies(firing -> {
            assertThat(firing.outcome()).isEqualTo(Firing.Result.FAILED);
            assertThat(firing.trace().steps())
                .contains(new Step(TASK, "By this rule it never comes, from 2026-03-12 onwards."));
          });
    }

    @Test
    void is_written_with_every_problem_told_at_once() {
      assertThat(
              problems(
                  task(
                      Map.of(
                          "recurrence", "FREQ=HOURLY;INTERVAL=0",
                          "recurrenceFrom", "LATER",
                          "recurrenceExcept", "Christmas",
                          "due", "tomorrow")),
                  task(Map.of("recurrence", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")),
                  task(Map.of("recurrenceFrom", "COMPLETION", "recurrenceExcept", "2026-12-25")),
                  task(
                      Map.of(
                          "recurrence", "FREQ=WEEKLY;BYDAY=MO",
                          "recurrenceFrom", "COMPLETION",
                          "recurrenceExcept", "2026-12-25"))))
          .containsExactlyInAnyOrder(
              "/then/0/parameters/recurrence",
              "/then/0/parameters/recurrence",
              "/then/0/parameters/recurrenceFrom",
              "/then/0/parameters/recurrenceExcept",
              "/then/0/parameters/due",
              "/then/1/parameters/recurrence",
              "/then/2/parameters/recurrenceFrom",
              "/then/2/parameters/recurrenceExcept",
              "/then/3/parameters/recurrence",
              "/then/3/parameters/recurrenceExcept");
    }
  }

  @Nested
  class What_would_be_refused_each_time {

    @Test
    void is_told_when_the_rule_is_written() {
      assertThat(
              problems(
                  new RuleStep(TAG, Map.of("tags", "vip, " + "x".repeat(41))),
                  new RuleStep("lead.untag", Map.of("tags", "x".repeat(41))),
                  new RuleStep(
                      SCORE,
                      Map.of(
                          "points", "5",
                          "reason", "Fair",
                          "group", "g".repeat(61),
                          "halfLife", "PT5M")),
                  new RuleStep(
                      "lead.disqualify", Map.of("reason", "OTHER", "comment", "x".repeat(1_001)))))
          .containsExactly(
              "/then/0/parameters/tags",
              "/then/1/parameters/tags",
              "/then/2/parameters/halfLife",
              "/then/2/parameters/group",
              "/then/3/parameters/comment");
    }

    @Test
    void but_not_what_depends_on_the_record() {
      assertThat(
              problems(
                  new RuleStep(TAG, Map.of("tags", "{lead.company} {lead.name} {lead.email}")),
                  new RuleStep(SCORE, Map.of("points", "5", "reason", "Fair", "halfLife", "PT1H"))))
          .isEmpty();
    }
  }

  private static RuleStep task(Map<String, String> more) {
    Map<String, String> said = new TreeMap<>(more);
    said.put("subject", "Call {lead.company}");
    return new RuleStep(TASK, said);
  }

  private static Due on(String day) {
    return new Due.On(LocalDate.parse(day), ZoneId.of("UTC"));
  }

  private List<String> problems(RuleStep... then) {
    return trial.as(ADMIN).rules().problemsOf(draft(then)).stream()
        .map(Violation::pointer)
        .toList();
  }

  private void act(RuleStep step) {
    activate(rule(step));
    capture();
    trial.crm.runDue();
  }

  private Rule rule(RuleStep... then) {
    return trial.as(ADMIN).rules().write(draft(then)).orElseThrow();
  }

  private void activate(Rule rule) {
    trial.as(ADMIN).rules().activate(rule.id()).orElseThrow();
  }

  private void capture() {
    trial.leads(ADMIN).capture(new Leads.Capture(LeadDrafts.company("Acme"))).orElseThrow();
  }

  private static RuleDraft draft(RuleStep... then) {
    return new RuleDraft(
        "Rule",
        "lead",
        List.of("lead.captured.v1"),
        "",
        List.of(then),
        Repeat.ALWAYS,
        0,
        null,
        null);
  }

  private ListQuery all() {
    return ListQuery.all(trial.as(ADMIN).taskQueries().fields());
  }

  private TaskView onlyTask(String filter) {
    var queries = trial.as(ADMIN).taskQueries();
    var found =
        queries
            .list(all().where(FilterParser.parse(queries.fields(), filter).orElseThrow()))
            .orElseThrow()
            .items();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private List<Firing> firings() {
    return trial
        .as(ADMIN)
        .rules()
        .firings(ListQuery.all(FiringView.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .map(FiringView::firing)
        .toList();
  }
}
