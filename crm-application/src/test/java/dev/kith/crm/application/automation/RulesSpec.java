package dev.kith.crm.application.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.DoneWork;
import dev.kith.crm.application.automation.Firing.Result;
import dev.kith.crm.application.automation.Firing.Step;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleEvent;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.automation.RuleStatus;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What rules do. */
class RulesSpec {

  private static final Actor ADMIN = Actors.administrator();
  private static final UUID BOB = new UUID(9, 9);
  private static final RuleStep ASSIGN =
      new RuleStep("lead.assign", Map.of("owner", BOB.toString()));

  private final TrialCrm trial = new TrialCrm();

  @Nested
  class An_active_rule {

    @Test
    void acts_when_the_event_happens_and_the_condition_holds() {
      active("lead.company == 'Acme'", ASSIGN, note("For {lead.company}, {lead.email}."));
      LeadId acme = capture("Acme");
      LeadId other = capture("Other");
      trial.crm.runDue();

      assertThat(lead(acme).owner()).isEqualTo(new UserId(BOB));
      assertThat(notes()).containsExactly("For Acme, .");
      assertThat(lead(other).owner()).isNull();
      assertThat(firings())
          .singleElement()
          .satisfies(firing -> {
            assertThat(firing.outcome()).isEqualTo(Result.FIRED);
            assertThat(firing.record()).isEqualTo(Lead.subjectOf(acme));
            assertThat(firing.trace())
                .isEqualTo(
                    new Firing.Trace(
                        Map.of("lead.company", "Acme"),
                        List.of(
                            new Step("lead.assign", "The lead was assigned."),
                            new Step("lead.note", "A note was written."))));
          });
    }

    @Test
    void acts_in_its_own_name_in_consequence_of_the_event() {
      Rule rule = active("", ASSIGN);
      capture("Acme");
      trial.crm.runDue();

      EventEnvelope captured = only(LeadEvent.Captured.class);
      EventEnvelope assigned = only(LeadEvent.Assigned.class);
      assertThat(assigned.actorName()).isEqualTo("Automation");
      assertThat(assigned.cause()).isEqualTo("rule/" + rule.id() + "/1");
      assertThat(assigned.causation()).isEqualTo(captured.next());
      assertThat(captured.causation().depth()).isZero();
      assertThat(assigned.causation().depth()).isEqualTo(1);
    }

    @Test
    void tags_the_lead_once_however_often_it_tries_and_looks_at_tags_in_small_letters() {
      RuleStep tag = new RuleStep("lead.tag", Map.of("tags", "Of {lead.company}; new"));
      active("lead.company == 'Acme'", tag);
      activate(
          written(
              new RuleDraft(
                  "On tags",
                  "lead",
                  List.of("lead.tagged.v1"),
                  "'of acme' in lead.tags && 'new' in event.tags",
                  List.of(new RuleStep("lead.untag", Map.of("tags", "NEW"))),
                  Repeat.ALWAYS,
                  0,
                  null,
                  null)));
      LeadId acme = capture("Acme");
      trial.crm.runDue();
      EventEnvelope captured = only(LeadEvent.Captured.class);
      trial.storage.outbox().append(List.of(new Outbox.Entry(captured, List.of("rules"))));
      trial.crm.runDue();

      assertThat(lead(acme).content().tags().texts()).containsExactly("Of Acme");
      only(LeadEvent.Tagged.class);
      only(LeadEvent.Untagged.class);
    }

    @Test
    void has_one_effect_however_often_the_event_is_delivered() {
      active("", note("Hello"));
      capture("Acme");
      trial.crm.runDue();
      EventEnvelope captured = only(LeadEvent.Captured.class);
      trial.storage.outbox().append(List.of(new Outbox.Entry(captured, List.of("rules"))));
      assertThat(trial.crm.runDue().deliveries()).isEqualTo(1);

      assertThat(notes()).containsExactly("Hello");
      assertThat(firings()).hasSize(1);
    }

    @Test
    void does_nothing_about_what_happened_before() {
      LeadId before = capture("Acme");
      trial.clock.advance(Duration.ofSeconds(1));
      active("", ASSIGN);
      trial.crm.runDue();
      assertThat(lead(before).owner()).isNull();
    }

    @Test
    void acts_only_from_its_beginning_to_its_end() {
      Instant now = trial.clock.instant();
      RuleDraft draft =
          new RuleDraft(
              "Now and then",
              "lead",
              List.of("lead.captured.v1"),
              "",
              List.of(ASSIGN),
              Repeat.ALWAYS,
              0,
              now.plusSeconds(60),
              now.plusSeconds(120));
      activate(written(draft));
      LeadId early = capture("Early");
      trial.clock.advance(Duration.ofSeconds(60));
      LeadId right = capture("Right");
      trial.clock.advance(Duration.ofSeconds(60));
      LeadId late = capture("Late");
      trial.crm.runDue();
      assertThat(Stream.of(early, right, late).filter(id -> lead(id).owner() != null))
          .containsExactly(right);
    }

    @Test
    void comes_before_those_of_less_priority_and_each_sees_what_was_done_before() {
      activate(
          written(draft("Second", "lead.ownerName != '' || lead.owner != ''", 1, note("owned"))));
      activate(written(draft("First", "lead.owner == ''", 2, ASSIGN)));
      capture("Acme");
      trial.crm.runDue();
      assertThat(notes()).containsExactly("owned");
    }

    @Test
    void acts_on_what_was_changed() {
      RuleDraft draft =
          new RuleDraft(
              "Changed",
              "lead",
              List.of("lead.edited.v1"),
              "'company' in changed",
              List.of(note("was renamed")),
              Repeat.ALWAYS,
              0,
              null,
              null);
      activate(written(draft));
      LeadId id = capture("Acme");
      edit(id, LeadField.CITY, "Kiel");
      edit(id, LeadField.COMPANY, "Acme Ltd");
      trial.crm.runDue();
      assertThat(notes()).containsExactly("was renamed");
    }
  }

  @Nested
  class A_rule_repeats {

    @Test
    void always() {
      assertThat(notesWith(Repeat.ALWAYS)).hasSize(4);
    }

    @Test
    void once_for_each_record() {
      assertThat(notesWith(Repeat.ONCE_PER_RECORD)).hasSize(1);
    }

    @Test
    void once_for_each_time_in_a_state() {
      assertThat(notesWith(Repeat.ONCE_PER_STATE_ENTRY)).hasSize(2);
    }

    /** Two edits in one status, and two in the next. */
    private List<String> notesWith(Repeat repeat) {
      RuleDraft draft =
          new RuleDraft(
              "Repeats",
              "lead",
              List.of("lead.edited.v1"),
              "",
              List.of(note("again")),
              repeat,
              0,
              null,
              null);
      activate(written(draft));
      LeadId id = capture("Acme");
      for (String city : List.of("Kiel", "Bonn", "Ulm", "Hof")) {
        if (city.equals("Ulm")) {
          trial.leads(ADMIN).startWork(id).orElseThrow();
        }
        edit(id, LeadField.CITY, city);
        trial.crm.runDue();
      }
      return notes();
    }
  }

  @Nested
  class Where_an_action_is_refused {

    @Test
    void nothing_is_done_the_reason_is_kept_and_other_rules_go_on() {
      RuleStep recycle = new RuleStep("lead.recycle", Map.of("for", "P3650D"));
      activate(written(draft("Fails", "", 2, note("never"), recycle, recycle)));
      activate(written(draft("Works", "", 1, ASSIGN)));
      LeadId id = capture("Acme");
      trial.leads(ADMIN).delete(id).orElseThrow();
      trial.crm.runDue();

      assertThat(notes()).isEmpty();
      assertThat(firings())
          .extracting(Firing::outcome)
          .containsExactlyInAnyOrder(Result.FAILED, Result.FAILED);
      assertThat(firings().getFirst().reason())
          .isEqualTo("The lead has been deleted; restore it first.");
      assertThat(firings().getFirst().trace().steps()).hasSize(1);
    }

    @Test
    void what_was_done_before_it_is_undone() {
      RuleStep nowhere = new RuleStep("lead.recycle", Map.of("for", "P3650D"));
      activate(written(draft("Twice", "", 2, note("undone"), qualify(), nowhere, qualify())));
      activate(written(draft("Works", "", 1, note("done"))));
      capture("Acme");
      trial.crm.runDue();
      assertThat(firings())
          .extracting(Firing::outcome)
          .containsExactlyInAnyOrder(Result.FAILED, Result.FIRED);
      assertThat(notes()).containsExactly("done");
    }
  }

  @Nested
  class Rules_that_run_in_circles {

    @Test
    void are_suspended_at_the_eighth_step() {
      Rule rule = activate(written(onNote(note("and again"))));
      LeadId id = capture("Acme");
      trial.leads(ADMIN).note(id, "first").orElseThrow();
      trial.crm.runDue();

      assertThat(notes()).hasSize(1 + Rule.DEEPEST);
      Rule suspended = trial.as(ADMIN).rules().get(rule.id()).orElseThrow().rule();
      assertThat(suspended.status())
          .isEqualTo(
              new RuleStatus.Suspended(
                  trial.clock.instant(),
                  "Rules set each other off: the event is the end of a chain of 8 steps."));
      assertThat(firings()).filteredOn(f -> f.outcome() == Result.CUT).hasSize(1);
      assertThat(only(RuleEvent.Suspended.class).actorName()).isEqualTo("Automation");
    }

    @Test
    void are_suspended_when_they_act_too_often_on_one_record() {
      Rule rule = activate(written(onNote(ASSIGN)));
      LeadId id = capture("Acme");
      for (int i = 0; i <= Rule.MOST_FIRINGS; i++) {
        trial.clock.advance(Duration.ofMinutes(1));
        trial.leads(ADMIN).note(id, "note").orElseThrow();
        trial.crm.runDue();
      }
      assertThat(trial.as(ADMIN).rules().get(rule.id()).orElseThrow().rule().status().name())
          .isEqualTo(RuleStatus.Name.SUSPENDED);

      activate(rule);
      trial.leads(ADMIN).note(id, "note").orElseThrow();
      trial.crm.runDue();
      assertThat(trial.as(ADMIN).rules().get(rule.id()).orElseThrow().rule().isActive()).isTrue();
    }

    @Test
    void do_not_stop_one_that_has_acted_on_the_record_as_often_as_it_may() {
      Rule once =
          activate(
              written(
                  new RuleDraft(
                      "Once",
                      "lead",
                      List.of("lead.noted.v1"),
                      "",
                      List.of(qualify()),
                      Repeat.ONCE_PER_RECORD,
                      1,
                      null,
                      null)));
      Rule again = activate(written(onNote(note("and again"))));
      LeadId id = capture("Acme");
      trial.leads(ADMIN).note(id, "first").orElseThrow();
      trial.crm.runDue();

      assertThat(lead(id).status().name()).isEqualTo(LeadStatus.Name.QUALIFIED);
      assertThat(trial.as(ADMIN).rules().get(again.id()).orElseThrow().rule().isActive()).isFalse();
      assertThat(trial.as(ADMIN).rules().get(once.id()).orElseThrow().rule()).isEqualTo(once);
      assertThat(firings())
          .filteredOn(f -> f.rule().equals(once.id()))
          .extracting(Firing::outcome)
          .containsExactly(Result.FIRED);
    }

    @Test
    void are_warned_of() {
      Rule one = activate(written(onNote(qualify())));
      RuleDraft other =
          new RuleDraft(
              "Notes what is qualified",
              "lead",
              List.of("lead.qualified.v1"),
              "",
              List.of(note("x")),
              Repeat.ALWAYS,
              0,
              null,
              null);
      assertThat(trial.as(ADMIN).rules().circles(one.id())).isEqualTo(Outcome.done(List.of()));
      Rule two = activate(written(other));
      assertThat(trial.as(ADMIN).rules().circles(one.id()))
          .isEqualTo(Outcome.done(List.of(List.of(one.name(), two.name(), one.name()))));
      assertThat(trial.as(ADMIN).rules().circles(written(onNote(note("y"))).id()).orElseThrow())
          .contains(List.of("On note", "On note"));
    }
  }

  @Nested
  class Those_from_whom_a_field_is_hidden {

    private final Actor masked =
        Actors.masked(Actors.administrator(), "lead.company", "lead.email");

    @Test
    void are_told_that_a_rule_acted_and_not_what_the_record_said() {
      active("lead.company == 'Acme' && lead.name != '' && lead.status == 'NEW'", note("Hi"));
      capture("Acme");
      trial.crm.runDue();

      Firing firing =
          trial
              .as(masked)
              .rules()
              .firings(ListQuery.all(FiringView.CATALOGUE))
              .orElseThrow()
              .items()
              .getFirst()
              .firing();
      assertThat(firing.outcome()).isEqualTo(Result.FIRED);
      assertThat(firing.trace().facts()).isEqualTo(Map.of("lead.status", "NEW"));
      assertThat(firings().getFirst().trace().facts()).containsKeys("lead.company", "lead.name");
    }

    @Test
    void are_told_by_a_trial_what_it_would_do_and_not_what_the_record_says() {
      capture("Acme");
      Rule rule =
          written(
              draft("Rule", "lead.company == 'Other' || lead.status == 'RECYCLED'", 0, note("Hi")));
      TrialReport report = trial.as(masked).rules().test(rule.id(), null, 30).orElseThrow();
      assertThat(report.counts()).isEqualTo(Map.of(TrialReport.Verdict.CONDITION, 1L));
      assertThat(report.samples().getFirst().told())
          .flatExtracting(part -> part.values().keySet())
          .isEqualTo(List.of("lead.status"));
    }
  }

  @Nested
  class A_rule_is_written {

    @Test
    void with_every_problem_told_at_once() {
      RuleDraft bad =
          new RuleDraft(
              " ",
              "lead",
              List.of("lead.captred.v1"),
              "lead.compny == ''",
              List.of(
                  new RuleStep("lead.asign", Map.of()),
                  new RuleStep("lead.assign", Map.of("owner", "Bob", "wonder", "x")),
                  new RuleStep("lead.recycle", Map.of("for", "3 days")),
                  note("{lead.nam}")),
              Repeat.ALWAYS,
              5_000,
              Instant.MAX,
              Instant.MIN.plusSeconds(1));
      assertThat(trial.as(ADMIN).rules().problemsOf(bad))
          .extracting(Violation::pointer)
          .containsExactly(
              "/name",
              "/priority",
              "/activeUntil",
              "/events",
              "/condition",
              "/then/0/action",
              "/then/1/parameters/owner",
              "/then/1/parameters/wonder",
              "/then/2/parameters/for",
              "/then/3/parameters/text");
      assertThat(trial.as(ADMIN).rules().write(bad))
          .isEqualTo(Outcome.refused(new Invalid(trial.as(ADMIN).rules().problemsOf(bad))));
    }

    @Test
    void anew_as_a_further_version() {
      Rule first = active("", ASSIGN);
      RuleDraft next = draft("Named otherwise", "lead.company == 'B'", 0, note("v2"));
      Rule second = trial.as(ADMIN).rules().rewrite(first.id(), next).orElseThrow();
      assertThat(second.number()).isEqualTo(2);
      capture("B");
      trial.crm.runDue();
      assertThat(firings()).extracting(Firing::number).containsExactly(2L);
      assertThat(trial.as(ADMIN).rules().versions(first.id()).orElseThrow())
          .extracting(RuleStore.Version::number)
          .containsExactly(2L, 1L);
    }

    @Test
    void and_is_paused_and_deleted() {
      Rule rule = active("", ASSIGN);
      trial.as(ADMIN).rules().pause(rule.id()).orElseThrow();
      capture("A");
      assertThat(trial.crm.runDue()).isEqualTo(DoneWork.NOTHING);
      activate(rule);
      capture("B");
      assertThat(trial.crm.runDue()).isNotEqualTo(DoneWork.NOTHING);
      trial.as(ADMIN).rules().delete(rule.id()).orElseThrow();
      capture("C");
      assertThat(trial.crm.runDue()).isEqualTo(DoneWork.NOTHING);
      assertThat(trial.as(ADMIN).rules().activate(rule.id()))
          .isEqualTo(Outcome.refused(NotFound.of("rule", rule.id().value())));
    }

    @Test
    void and_a_draft_is_not_paused() {
      Rule draft = written(draft("Draft", "", 0, ASSIGN));
      assertThat(trial.as(ADMIN).rules().pause(draft.id()))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition("rule", "DRAFT", "PAUSED", List.of("ACTIVE", "SHADOW"))));
    }

    @Test
    void by_nobody_without_the_permission() {
      RuleDraft draft = draft("Draft", "", 0, ASSIGN);
      assertThat(trial.as(Actors.viewer()).rules().write(draft)).isEqualTo(forbidden("administer"));
      assertThat(trial.as(Actors.viewer()).rules().get(new RuleId(BOB)))
          .isEqualTo(forbidden("view"));
    }

    private Outcome<Rule> forbidden(String action) {
      String code = "automation:" + action;
      return Outcome.refused(
          new Forbidden(code, "This needs the permission " + code + " on all records."));
    }
  }

  @Test
  void an_event_that_no_rule_wants_is_not_delivered() {
    active("", ASSIGN);
    LeadId id = capture("Acme");
    trial.crm.runDue();
    trial.leads(ADMIN).note(id, "nobody cares").orElseThrow();
    assertThat(trial.crm.runDue()).isEqualTo(DoneWork.NOTHING);
  }

  private Rule active(String condition, RuleStep... then) {
    return activate(written(draft("Rule", condition, 0, then)));
  }

  private static RuleDraft draft(String name, String condition, int priority, RuleStep... then) {
    return new RuleDraft(
        name,
        "lead",
        List.of("lead.captured.v1"),
        condition,
        List.of(then),
        Repeat.ALWAYS,
        priority,
        null,
        null);
  }

  private static RuleDraft onNote(RuleStep... then) {
    return new RuleDraft(
        "On note",
        "lead",
        List.of("lead.noted.v1"),
        "",
        List.of(then),
        Repeat.ALWAYS,
        0,
        null,
        null);
  }

  private static RuleStep note(String text) {
    return new RuleStep("lead.note", Map.of("text", text));
  }

  private static RuleStep qualify() {
    return new RuleStep("lead.qualify", Map.of());
  }

  private Rule written(RuleDraft draft) {
    return trial.as(ADMIN).rules().write(draft).orElseThrow();
  }

  private Rule activate(Rule rule) {
    return trial.as(ADMIN).rules().activate(rule.id()).orElseThrow();
  }

  private LeadId capture(String company) {
    return trial
        .leads(ADMIN)
        .capture(new Leads.Capture(LeadDrafts.company(company)))
        .orElseThrow()
        .id();
  }

  private void edit(LeadId id, LeadField field, String text) {
    trial.leads(ADMIN).edit(id, new Leads.Edit(Map.of(field, Optional.of(text)))).orElseThrow();
  }

  private Lead lead(LeadId id) {
    return trial.storage.leads().find(id).orElseThrow();
  }

  private List<String> notes() {
    return events()
        .flatMap(e ->
            e.event() instanceof LeadEvent.Noted(var lead, var text)
                ? Stream.of(text)
                : Stream.of())
        .toList();
  }

  private EventEnvelope only(Class<?> type) {
    List<EventEnvelope> found = events().filter(e -> type.isInstance(e.event())).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Stream<EventEnvelope> events() {
    return trial.storage.outbox().after((@Nullable UUID) null, 1_000).stream();
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
