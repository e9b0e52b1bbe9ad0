package dev.kith.crm.application.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.automation.Firing.Result;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What rules failed to do is tried again when somebody says so. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetryingFiringsSpec {

  private static final Actor ADMIN = Actors.administrator();
  private static final RuleStep NOTE = new RuleStep("lead.note", Map.of("text", "Welcome"));
  private static final RuleStep TASK =
      new RuleStep("task.create", Map.of("subject", "Call {lead.name}"));

  private final TrialCrm trial = new TrialCrm();

  /** On a lead that was in the bin when the rule looked. */
  private FiringView failed(RuleDraft draft) {
    Rule rule = rules().write(draft).orElseThrow();
    rules().activate(rule.id()).orElseThrow();
    LeadId lead = capture();
    trial.leads(ADMIN).delete(lead).orElseThrow();
    trial.crm.runDue();
    FiringView view = firings().getFirst();
    assertThat(view.firing().outcome()).isEqualTo(Result.FAILED);
    return view;
  }

  private void restore(FiringView view) {
    trial.leads(ADMIN).restore(lead(view)).orElseThrow();
  }

  private static LeadId lead(FiringView view) {
    return new LeadId(view.firing().record().id());
  }

  private LeadId capture() {
    return trial
        .leads(ADMIN)
        .capture(new Leads.Capture(LeadDrafts.complete("mara")))
        .orElseThrow()
        .id();
  }

  private Rules rules() {
    return trial.as(ADMIN).rules();
  }

  private List<FiringView> firings() {
    return rules().firings(ListQuery.all(FiringView.CATALOGUE)).orElseThrow().items();
  }

  private List<String> notes() {
    return trial.storage.outbox().after(null, 1_000).stream()
        .filter(e -> e.event() instanceof LeadEvent.Noted)
        .map(e -> ((LeadEvent.Noted) e.event()).text())
        .toList();
  }

  private static RuleDraft welcome(String condition, Repeat repeat, RuleStep... then) {
    return new RuleDraft(
        "Welcome",
        "lead",
        List.of("lead.captured.v1"),
        condition,
        List.of(then),
        repeat,
        0,
        null,
        null);
  }

  @Nested
  class A_firing_that_failed {

    @Test
    void does_everything_once_its_reason_is_gone() {
      FiringView failed = failed(welcome("", Repeat.ONCE_PER_RECORD, NOTE, TASK, TASK));
      restore(failed);
      FiringView done = rules().retry(failed.firing().id()).orElseThrow();

      assertThat(done.firing().id()).isEqualTo(failed.firing().id());
      assertThat(done.firing().outcome()).isEqualTo(Result.FIRED);
      assertThat(done.firing().reason()).isNull();
      assertThat(done.firing().trace().steps()).hasSize(3);
      assertThat(notes()).containsExactly("Welcome");
      assertThat(trial.as(ADMIN).taskQueries().list(allTasks()).orElseThrow().items())
          .as("of two actions, two tasks")
          .hasSize(2);
      assertThat(firings()).containsExactly(done);
      assertThat(
              trial
                  .storage
                  .audit()
                  .histories(Set.of(Rule.subjectOf(failed.firing().rule())), null, 10))
          .first()
          .satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("rule.retry");
            assertThat(entry.actorName()).isEqualTo(ADMIN.name());
          });
    }

    private ListQuery allTasks() {
      return ListQuery.all(trial.as(ADMIN).taskQueries().fields());
    }

    @Test
    void is_not_done_twice() {
      FiringView failed = failed(welcome("", Repeat.ALWAYS, NOTE));
      restore(failed);
      rules().retry(failed.firing().id()).orElseThrow();
      assertThat(rules().retry(failed.firing().id()))
          .isEqualTo(Outcome.refused(new InvalidTransition("firing", "FIRED", "FIRED", List.of())));
      assertThat(notes()).hasSize(1);
    }

    @Test
    void is_not_done_where_the_rule_may_act_once_and_has_since() {
      FiringView failed = failed(welcome("", Repeat.ONCE_PER_RECORD, NOTE));
      restore(failed);
      // The next version acts on the same lead, because of another event.
      rules()
          .rewrite(
              failed.firing().rule(),
              new RuleDraft(
                  "Welcome",
                  "lead",
                  List.of("lead.work-started.v1"),
                  "",
                  List.of(NOTE),
                  Repeat.ONCE_PER_RECORD,
                  0,
                  null,
                  null))
          .orElseThrow();
      trial.leads(ADMIN).startWork(lead(failed)).orElseThrow();
      trial.crm.runDue();
      assertThat(notes()).hasSize(1);
      assertThat(rules().retry(failed.firing().id()))
          .isEqualTo(Outcome.refused(new InvalidTransition("firing", "FIRED", "FIRED", List.of())));
      assertThat(notes()).hasSize(1);
    }

    @Test
    void says_why_when_it_fails_again_and_can_be_tried_once_more() {
      FiringView failed = failed(welcome("", Repeat.ONCE_PER_RECORD, NOTE, TASK));
      FiringView again = rules().retry(failed.firing().id()).orElseThrow();
      assertThat(again.firing().outcome()).isEqualTo(Result.FAILED);
      assertThat(again.firing().reason()).isEqualTo("The lead has been deleted; restore it first.");
      assertThat(notes()).isEmpty();
      restore(failed);
      assertThat(rules().retry(failed.firing().id()).orElseThrow().firing().outcome())
          .isEqualTo(Result.FIRED);
    }

    @Test
    void is_done_by_the_rule_as_it_was_mended_once() {
      FiringView failed = failed(welcome("", Repeat.ALWAYS, NOTE));
      restore(failed);
      rules()
          .rewrite(
              failed.firing().rule(),
              welcome("", Repeat.ALWAYS, new RuleStep("lead.note", Map.of("text", "Mended"))))
          .orElseThrow();
      FiringView done = rules().retry(failed.firing().id()).orElseThrow();
      assertThat(done.firing().number()).isEqualTo(2);
      assertThat(done.firing().event()).isEqualTo(failed.firing().event());
      assertThat(notes()).containsExactly("Mended");
      assertThat(rules().retry(failed.firing().id()))
          .isEqualTo(Outcome.refused(new InvalidTransition("firing", "FIRED", "FIRED", List.of())));
      assertThat(notes()).hasSize(1);
    }

    @Test
    void is_left_where_the_condition_does_not_hold_any_more() {
      FiringView failed = failed(welcome("lead.status == 'NEW'", Repeat.ALWAYS, NOTE));
      restore(failed);
      trial.leads(ADMIN).startWork(lead(failed)).orElseThrow();
      assertThat(rules().retry(failed.firing().id()))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(((Invalid) refused.refusal()).detail())
                      .isEqualTo("The condition does not hold any more: lead.status == \"NEW\""));
      assertThat(notes()).isEmpty();
    }

    @Test
    void is_left_while_the_rule_is_in_shadow_and_does_nothing() {
      FiringView failed = failed(welcome("", Repeat.ALWAYS, NOTE));
      restore(failed);
      rules().shadow(failed.firing().rule(), null).orElseThrow();
      Outcome<FiringView> refused =
          Outcome.refused(
              Invalid.of(
                  Violation.at(
                      "rule",
                      "in-shadow",
                      "The rule is in shadow, where nothing is kept of what it does: activate it"
                          + " first.")));
      assertThat(rules().retry(failed.firing().id())).isEqualTo(refused);

      rules()
          .rewrite(failed.firing().rule(), welcome("lead.name != ''", Repeat.ALWAYS, NOTE))
          .orElseThrow();
      assertThat(rules().retry(failed.firing().id())).isEqualTo(refused);
      assertThat(firings()).containsExactly(failed);
      assertThat(notes()).isEmpty();
    }

    @Test
    void is_tried_by_those_only_who_may_write_rules() {
      FiringView failed = failed(welcome("", Repeat.ALWAYS, NOTE));
      assertThat(trial.as(Actors.viewer()).rules().retry(failed.firing().id()))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.refusal()).isInstanceOf(Forbidden.class));
      assertThat(rules().retry(new UUID(0, 99)))
          .isEqualTo(Outcome.refused(NotFound.of("firing", new UUID(0, 99))));
      rules().delete(failed.firing().rule()).orElseThrow();
      assertThat(rules().retry(failed.firing().id()))
          .isEqualTo(Outcome.refused(NotFound.of("rule", failed.firing().rule().value())));
    }

    @Test
    void answers_the_first_result_to_the_same_call() {
      FiringView failed = failed(welcome("", Repeat.ALWAYS, NOTE));
      restore(failed);
      UUID id = failed.firing().id();
      var first = trial.as(ADMIN).idempotent("k").rules().retry(id).orElseThrow();
      assertThat(trial.as(ADMIN).idempotent("k").rules().retry(id)).isEqualTo(Outcome.done(first));
    }
  }
}
