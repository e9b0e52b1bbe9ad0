package dev.kith.crm.application.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.automation.TrialReport.Verdict;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rules that look at all records at times. It is Monday, 2 March 2026, nine o'clock (UTC). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TimedRulesSpec {

  private static final Actor ADMIN = Actors.administrator();

  private final TrialCrm trial = new TrialCrm();

  private static RuleDraft at(String schedule, String condition, Repeat repeat) {
    return at(schedule, condition, repeat, new RuleStep("lead.note", Map.of("text", "Look")));
  }

  private static RuleDraft at(String schedule, String condition, Repeat repeat, RuleStep then) {
    return new RuleDraft(
        "At times",
        "lead",
        List.of(),
        List.of(),
        "",
        schedule,
        condition,
        List.of(then),
        repeat,
        0,
        null,
        null);
  }

  private Rule active(RuleDraft draft) {
    Rule rule = rules().write(draft).orElseThrow();
    return rules().activate(rule.id()).orElseThrow();
  }

  private Rules rules() {
    return trial.as(ADMIN).rules();
  }

  private LeadId capture(String company) {
    return trial
        .leads(ADMIN)
        .capture(new Leads.Capture(LeadDraft.named("Mara", "Vogel").company(company)))
        .orElseThrow()
        .id();
  }

  private List<Subject> noted() {
    return trial.storage.outbox().after(null, 10_000).stream()
        .filter(e -> e.event() instanceof LeadEvent.Noted)
        .map(e -> e.event().subject())
        .toList();
  }

  private void until(String moment) {
    trial.clock.set(Instant.parse(moment));
    trial.crm.runDue();
  }

  @Nested
  class A_rule_that_looks_at_times {

    @Test
    void acts_at_every_record_on_which_its_condition_holds_and_at_no_other_time() {
      LeadId acme = capture("Acme");
      capture("Other");
      active(at("daily 12:00 UTC", "lead.company == 'Acme'", Repeat.ALWAYS));
      until("2026-03-02T11:59:59Z");
      assertThat(noted()).isEmpty();
      until("2026-03-02T12:00:00Z");
      assertThat(noted()).containsExactly(Lead.subjectOf(acme));
      until("2026-03-03T11:00:00Z");
      assertThat(noted()).hasSize(1);
      until("2026-03-03T12:00:00Z");
      assertThat(noted()).hasSize(2);
    }

    @Test
    void looks_at_records_set_by_set_until_it_has_seen_all() {
      List<Subject> all = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        all.add(Lead.subjectOf(capture("Acme")));
      }
      active(at("daily 12:00 UTC", "", Repeat.ALWAYS));
      until("2026-03-02T12:00:00Z");
      assertThat(noted()).containsExactlyInAnyOrderElementsOf(all);
      assertThat(trial.storage.schedulePlans().nextDue())
          .contains(Instant.parse("2026-03-03T12:00:00Z"));
    }

    @Test
    void makes_up_once_for_times_at_which_nobody_was_at_work() {
      capture("Acme");
      active(at("daily 12:00 UTC", "", Repeat.ALWAYS));
      until("2026-03-09T15:00:00Z");
      assertThat(noted()).hasSize(1);
      until("2026-03-10T12:00:00Z");
      assertThat(noted()).hasSize(2);
    }

    @Test
    void does_not_act_while_it_is_paused_nor_makes_up_for_it() {
      capture("Acme");
      Rule rule = active(at("daily 12:00 UTC", "", Repeat.ALWAYS));
      rules().pause(rule.id()).orElseThrow();
      until("2026-03-02T13:00:00Z");
      rules().activate(rule.id()).orElseThrow();
      trial.crm.runDue();
      assertThat(noted()).isEmpty();
      until("2026-03-03T12:00:00Z");
      assertThat(noted()).hasSize(1);
    }

    @Test
    void acts_once_for_each_record_where_it_says_so() {
      capture("Acme");
      active(at("daily 12:00 UTC", "", Repeat.ONCE_PER_RECORD));
      until("2026-03-02T12:00:00Z");
      capture("Later");
      until("2026-03-03T12:00:00Z");
      assertThat(noted()).hasSize(2);
    }

    @Test
    void follows_the_times_of_its_newest_version_and_keeps_them_under_another_name() {
      capture("Acme");
      Rule rule = active(at("daily 12:00 UTC", "", Repeat.ALWAYS));
      RuleDraft later = at("weekly TUE 15:00 UTC", "", Repeat.ALWAYS);
      rules().rewrite(rule.id(), later).orElseThrow();
      until("2026-03-02T12:00:00Z");
      assertThat(noted()).isEmpty();
      until("2026-03-03T15:00:00Z");
      assertThat(noted()).hasSize(1);
    }

    @Test
    void is_active_only_in_its_time() {
      capture("Acme");
      RuleDraft draft = at("daily 12:00 UTC", "", Repeat.ALWAYS);
      active(
          new RuleDraft(
              draft.name(),
              draft.record(),
              List.of(),
              List.of(),
              "",
              draft.schedule(),
              "",
              draft.then(),
              draft.repeat(),
              0,
              Instant.parse("2026-03-03T00:00:00Z"),
              null));
      until("2026-03-02T12:00:00Z");
      assertThat(noted()).isEmpty();
      until("2026-03-03T12:00:00Z");
      assertThat(noted()).hasSize(1);
    }

    @Test
    void is_tried_as_if_its_next_time_were_now() {
      capture("Acme");
      capture("Other");
      Rule rule =
          rules()
              .write(at("daily 12:00 UTC", "lead.company == 'Acme'", Repeat.ALWAYS))
              .orElseThrow();
      TrialReport report = rules().test(rule.id(), null, 7).orElseThrow();
      assertThat(report.complete()).isTrue();
      assertThat(report.counts()).isEqualTo(Map.of(Verdict.WOULD_FIRE, 1L, Verdict.CONDITION, 1L));
      assertThat(noted()).isEmpty();
    }

    @Test
    void comes_back_as_it_was_written() {
      Rule rule =
          rules().write(at("WEEKLY  mon,thu 08:00 Europe/Berlin", "", Repeat.ALWAYS)).orElseThrow();
      assertThat(RuleDraft.of(rule).schedule()).isEqualTo("weekly MON,THU 08:00 Europe/Berlin");
    }
  }

  @Nested
  class Its_times {

    @Test
    void must_be_some_and_not_too_often_and_go_with_no_events() {
      assertThat(rules().problemsOf(at("at noon", "", Repeat.ALWAYS)))
          .extracting(Violation::pointer, Violation::code)
          .containsExactly(tuple("/schedule", "schedule-syntax"));
      assertThat(rules().problemsOf(at("monthly 32 25:00 Mars/Base", "", Repeat.ALWAYS)))
          .extracting(Violation::code)
          .containsExactlyInAnyOrder("schedule-day", "schedule-time", "schedule-zone");
      assertThat(rules().problemsOf(at("every PT5M", "", Repeat.ALWAYS)))
          .extracting(Violation::message)
          .containsExactly("A rule looks at most once an hour.");
      RuleDraft both =
          new RuleDraft(
              "Both",
              "lead",
              List.of("lead.noted.v1"),
              List.of(),
              "",
              "daily 08:00 UTC",
              "",
              List.of(new RuleStep("lead.qualify", Map.of())),
              Repeat.ALWAYS,
              0,
              null,
              null);
      assertThat(rules().problemsOf(both))
          .extracting(Violation::code)
          .containsExactly("events-and-schedule");
    }

    @Test
    void can_be_those_of_a_month() {
      capture("Acme");
      active(at("monthly 31 08:00 UTC", "", Repeat.ALWAYS));
      until("2026-03-31T08:00:00Z");
      assertThat(noted()).hasSize(1);
      until("2026-04-30T07:59:00Z");
      assertThat(noted()).hasSize(1);
      until("2026-04-30T08:00:00Z");
      assertThat(noted()).as("April has no 31st").hasSize(2);
    }
  }
}
