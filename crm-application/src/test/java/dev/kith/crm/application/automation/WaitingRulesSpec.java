package dev.kith.crm.application.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.automation.TrialReport.Case;
import dev.kith.crm.application.automation.TrialReport.Verdict;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rules that wait to hear nothing, and rules on trial. */
class WaitingRulesSpec {

  private static final Actor ADMIN = Actors.administrator();
  private static final Duration THREE_DAYS = Duration.ofDays(3);

  private final TrialCrm trial = new TrialCrm();

  @Nested
  class A_rule_that_waits {

    @Test
    void acts_when_nothing_has_happened_in_time() {
      active(waiting(""));
      LeadId quiet = capture("Quiet");
      LeadId busy = capture("Busy");
      trial.crm.runDue();
      trial.clock.advance(Duration.ofDays(1));
      trial.leads(ADMIN).note(busy, "They called.").orElseThrow();
      trial.crm.runDue();
      trial.clock.advance(Duration.ofDays(2).minusSeconds(1));
      trial.crm.runDue();
      assertThat(recordsOfFirings()).isEmpty();

      trial.clock.advance(Duration.ofSeconds(1));
      trial.crm.runDue();
      trial.clock.advance(THREE_DAYS);
      trial.crm.runDue();
      assertThat(recordsOfFirings()).containsExactly(quiet.value());
    }

    @Test
    void does_not_act_while_what_ended_the_waiting_is_still_on_its_way() {
      Rule rule = active(waiting(""));
      LeadId lead = capture("Busy");
      trial.crm.runDue();
      trial.leads(ADMIN).note(lead, "They called.").orElseThrow();
      trial.clock.advance(THREE_DAYS);
      AbsencePlans.Plan plan =
          trial.storage.absencePlans().takeNext(trial.clock.instant()).orElseThrow();
      trial.storage.absencePlans().put(plan);
      assertThat(plan.rule()).isEqualTo(rule.id());

      trial.crm.runDue();
      assertThat(recordsOfFirings()).isEmpty();
      assertThat(trial.storage.absencePlans().nextDue()).isEmpty();
    }

    @Test
    void acts_on_what_it_waited_for_in_its_time_though_it_looks_later() {
      Instant end = trial.clock.instant().plus(THREE_DAYS).plusSeconds(1);
      RuleDraft draft = waiting("");
      active(
          new RuleDraft(
              draft.name(),
              "lead",
              draft.events(),
              draft.without(),
              draft.within(),
              "",
              draft.then(),
              Repeat.ALWAYS,
              0,
              null,
              end));
      active(draft(List.of("lead.assigned.v1"), List.of(), "", "false", Repeat.ALWAYS));
      LeadId lead = capture("Quiet");
      trial.crm.runDue();
      trial.clock.advance(THREE_DAYS);
      trial.leads(ADMIN).assign(lead, ADMIN.id()).orElseThrow();
      EventEnvelope assigned = trial.storage.outbox().after((UUID) null, 100).getLast();
      trial
          .storage
          .outbox()
          .failed(assigned.id(), "rules", "busy", trial.clock.instant().plusSeconds(3));
      trial.crm.runDue();
      assertThat(recordsOfFirings()).isEmpty();

      trial.clock.advance(Duration.ofSeconds(5));
      trial.crm.runDue();
      assertThat(recordsOfFirings()).containsExactly(lead.value());
    }

    @Test
    void acts_once_though_the_event_that_began_it_is_delivered_again() {
      active(waiting(""));
      capture("Quiet");
      trial.crm.runDue();
      trial.clock.advance(THREE_DAYS);
      trial.crm.runDue();
      EventEnvelope captured =
          trial.storage.outbox().after((UUID) null, 100).stream()
              .filter(each -> each.event().type().equals("lead.captured.v1"))
              .findFirst()
              .orElseThrow();
      trial.storage.outbox().append(List.of(new Outbox.Entry(captured, List.of("rules"))));
      trial.crm.runDue();
      trial.clock.advance(THREE_DAYS);
      trial.crm.runDue();
      assertThat(recordsOfFirings()).hasSize(1);
    }

    @Test
    void looks_at_the_record_as_it_is_at_the_end() {
      active(waiting("lead.owner == ''"));
      LeadId taken = capture("Taken");
      LeadId left = capture("Left");
      trial.crm.runDue();
      trial.leads(ADMIN).assign(taken, ADMIN.id()).orElseThrow();
      trial.clock.advance(THREE_DAYS);
      trial.crm.runDue();
      assertThat(recordsOfFirings()).containsExactly(left.value());
    }

    @Test
    void waits_no_more_once_it_is_paused_or_rewritten() {
      Rule rule = active(waiting(""));
      capture("A");
      trial.crm.runDue();
      trial.as(ADMIN).rules().pause(rule.id()).orElseThrow();
      trial.clock.advance(Duration.ofSeconds(1));
      trial.as(ADMIN).rules().activate(rule.id()).orElseThrow();
      capture("B");
      trial.crm.runDue();
      trial.as(ADMIN).rules().rewrite(rule.id(), waiting("lead.company != ''")).orElseThrow();
      trial.clock.advance(THREE_DAYS);
      trial.crm.runDue();
      assertThat(recordsOfFirings()).isEmpty();
    }

    @Test
    void begins_anew_with_each_event_that_also_ends_it() {
      List<String> any = List.of("lead.captured.v1", "lead.noted.v1");
      active(draft(any, any, "PT1H", "", Repeat.ALWAYS));
      LeadId lead = capture("A");
      trial.crm.runDue();
      trial.clock.advance(Duration.ofMinutes(50));
      trial.leads(ADMIN).note(lead, "x").orElseThrow();
      trial.crm.runDue();
      trial.clock.advance(Duration.ofMinutes(50));
      trial.crm.runDue();
      assertThat(recordsOfFirings()).isEmpty();
      trial.clock.advance(Duration.ofMinutes(10));
      trial.crm.runDue();
      assertThat(recordsOfFirings()).hasSize(1);
    }

    @Test
    void says_what_ends_it_and_how_long_it_waits() {
      assertThat(problems(draft(List.of(), List.of("lead.noted.v1"), "3 days", "", Repeat.ALWAYS)))
          .containsExactly("/events", "/within");
      assertThat(problems(draft(List.of("lead.noted.v1"), List.of(), "P400D", "", Repeat.ALWAYS)))
          .containsExactly("/without", "/within");
    }

    private List<String> problems(RuleDraft draft) {
      return trial.as(ADMIN).rules().problemsOf(draft).stream().map(Violation::pointer).toList();
    }
  }

  @Nested
  class A_rule_on_trial {

    @Test
    void says_what_it_would_do_and_why_not_and_does_nothing() {
      LeadId acme = capture("Acme");
      LeadId other = capture("Other");
      Rule rule =
          written(
              draft(
                  List.of("lead.captured.v1"),
                  List.of(),
                  "",
                  "lead.company == 'Acme' && lead.status == 'NEW'",
                  Repeat.ONCE_PER_RECORD));
      TrialReport report = trial.as(ADMIN).rules().test(rule.id(), null, 30).orElseThrow();

      assertThat(report.complete()).isTrue();
      assertThat(report.counts()).isEqualTo(Map.of(Verdict.WOULD_FIRE, 1L, Verdict.CONDITION, 1L));
      Case fires = report.samples().getFirst();
      assertThat(fires.record().id()).isEqualTo(acme.value());
      Case not = report.samples().getLast();
      assertThat(not.record().id()).isEqualTo(other.value());
      assertThat(not.told())
          .containsExactly(
              new Explanation(
                  "lead.company == \"Acme\"",
                  Explanation.Verdict.FALSE,
                  Map.of("lead.company", "Other"),
                  List.of()));
      trial.crm.runDue();
      assertThat(recordsOfFirings()).isEmpty();
    }

    @Test
    void is_tried_on_one_event() {
      capture("Acme");
      Rule rule = written(waiting(""));
      UUID event = trial.storage.outbox().after((UUID) null, 10).getFirst().id();
      assertThat(trial.as(ADMIN).rules().test(rule.id(), event, 0).orElseThrow().counts())
          .isEqualTo(Map.of(Verdict.WOULD_FIRE, 1L));
      assertThat(trial.as(ADMIN).rules().test(rule.id(), rule.id().value(), 0))
          .isEqualTo(Outcome.refused(NotFound.of("event", rule.id().value())));
      assertThat(trial.as(ADMIN).rules().test(rule.id(), null, 31))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void waits_as_it_would_have_waited() {
      capture("Quiet");
      LeadId busy = capture("Busy");
      trial.clock.advance(Duration.ofDays(1));
      trial.leads(ADMIN).note(busy, "They called.").orElseThrow();
      trial.clock.advance(THREE_DAYS);
      capture("Fresh");
      Rule rule = written(waiting(""));
      assertThat(trial.as(ADMIN).rules().test(rule.id(), null, 30).orElseThrow().counts())
          .isEqualTo(Map.of(Verdict.WOULD_FIRE, 1L, Verdict.ENDED, 1L, Verdict.WAITING, 1L));
    }

    @Test
    void counts_only_the_first_where_it_acts_once() {
      LeadId lead = capture("Acme");
      trial.leads(ADMIN).note(lead, "x").orElseThrow();
      trial.leads(ADMIN).note(lead, "y").orElseThrow();
      Rule rule =
          written(draft(List.of("lead.noted.v1"), List.of(), "", "", Repeat.ONCE_PER_RECORD));
      assertThat(trial.as(ADMIN).rules().test(rule.id(), null, 1).orElseThrow().counts())
          .isEqualTo(Map.of(Verdict.WOULD_FIRE, 1L, Verdict.ONCE, 1L));
    }
  }

  @Test
  void each_preset_can_be_written_once_it_is_said_who_gets_the_leads() {
    Rules rules = trial.as(ADMIN).rules();
    assertThat(rules.catalogue().orElseThrow().presets())
        .isNotEmpty()
        .allSatisfy(preset ->
            assertThat(rules.problemsOf(preset.draft()))
                .extracting(Violation::pointer)
                .isSubsetOf("/then/0/parameters/owner"));
  }

  @Test
  void a_rule_creates_a_task_for_the_owner() {
    RuleStep task =
        new RuleStep(
            "task.create",
            Map.of(
                "subject",
                "Call {lead.company}",
                "type",
                "call",
                "priority",
                "HIGH",
                "due",
                "P1D"));
    active(
        new RuleDraft(
            "Call",
            "lead",
            List.of("lead.captured.v1"),
            "",
            List.of(task),
            Repeat.ALWAYS,
            0,
            null,
            null));
    capture("Acme");
    trial.crm.runDue();
    assertThat(
            trial
                .as(ADMIN)
                .rules()
                .firings(ListQuery.all(FiringView.CATALOGUE))
                .orElseThrow()
                .items()
                .getFirst()
                .firing()
                .trace()
                .steps())
        .containsExactly(new Firing.Step("task.create", "The task \"Call Acme\" was created."));
  }

  private static RuleDraft waiting(String condition) {
    return draft(
        List.of("lead.captured.v1"), List.of("lead.noted.v1"), "P3D", condition, Repeat.ALWAYS);
  }

  private static RuleDraft draft(
      List<String> events, List<String> without, String within, String condition, Repeat repeat) {
    return new RuleDraft(
        "Rule",
        "lead",
        events,
        without,
        within,
        condition,
        List.of(new RuleStep("lead.start-work", Map.of())),
        repeat,
        0,
        null,
        null);
  }

  private Rule written(RuleDraft draft) {
    return trial.as(ADMIN).rules().write(draft).orElseThrow();
  }

  private Rule active(RuleDraft draft) {
    return trial.as(ADMIN).rules().activate(written(draft).id()).orElseThrow();
  }

  private LeadId capture(String company) {
    return trial
        .leads(ADMIN)
        .capture(new Leads.Capture(LeadDrafts.company(company)))
        .orElseThrow()
        .id();
  }

  private List<UUID> recordsOfFirings() {
    return trial
        .as(ADMIN)
        .rules()
        .firings(ListQuery.all(FiringView.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .map(view -> view.firing().record().id())
        .toList();
  }
}
