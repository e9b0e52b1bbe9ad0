package dev.kith.crm.application.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.application.task.Tasks.Edit;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.OccurrenceRange;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskField;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tasks that come again. The clock begins on Monday, 2 March 2026. */
class RecurringTasksSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  @Nested
  class Completing {

    @Test
    void creates_the_next_of_the_series() {
      Task first = create("2026-03-02", "FREQ=WEEKLY");
      Task done = trial.as(ada).tasks().complete(first.id(), "Done").orElseThrow();
      assertThat(done.content().recurrence()).isNull();
      Task second = present(first);
      assertThat(second.content().due()).isEqualTo(on("2026-03-09"));
      assertThat(second.origin()).isEqualTo("series/" + first.id() + "/2");
      trial.as(ada).tasks().cancel(second.id(), "Not this week").orElseThrow();
      assertThat(present(first).content().due()).isEqualTo(on("2026-03-16"));
      assertThat(all(first)).hasSize(3);
    }

    @Test
    void under_an_idempotency_key_creates_one_however_often_it_is_said() {
      Task first = create("2026-03-02", "FREQ=WEEKLY");
      for (int i = 0; i < 3; i++) {
        trial.as(ada).idempotent("key-1").tasks().complete(first.id(), "Done").orElseThrow();
      }
      assertThat(all(first)).hasSize(2);
    }

    @Test
    void twice_is_refused_and_creates_nothing_more() {
      Task first = create("2026-03-02", "FREQ=WEEKLY");
      trial.as(ada).tasks().complete(first.id(), null).orElseThrow();
      assertThat(trial.as(ada).tasks().complete(first.id(), null))
          .isEqualTo(
              Outcome.refused(new InvalidTransition("task", "DONE", "DONE", List.of("OPEN"))));
      trial.as(ada).tasks().reopen(first.id()).orElseThrow();
      trial.as(ada).tasks().complete(first.id(), null).orElseThrow();
      assertThat(all(first)).hasSize(2);
    }

    @Test
    void that_is_refused_creates_nothing() {
      Task first = create("2026-03-02", "FREQ=WEEKLY");
      assertThat(trial.as(ada).tasks().complete(first.id(), "x".repeat(1_001)).map(Task::id))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(trial.as(ada).expecting(7).tasks().complete(first.id(), null).map(Task::id))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(all(first)).hasSize(1);
    }

    @Test
    void needs_no_permission_to_create_and_the_trail_says_what_made_the_next() {
      Actor olga =
          Actors.named(
              "Olga",
              new Grants(
                  Map.of(
                      new Permission(Feature.TASK, Action.VIEW), Scope.OWN,
                      new Permission(Feature.TASK, Action.EDIT), Scope.OWN),
                  Set.of()));
      TaskDraft weekly =
          TaskDraft.of("Report")
              .due(DueDraft.on(LocalDate.of(2026, 3, 2)))
              .recurring(RecurrenceDraft.of("FREQ=WEEKLY"));
      Task first = trial.as(ada).tasks().create(new Create(weekly, olga.id())).orElseThrow();
      trial.as(olga).tasks().complete(first.id(), null).orElseThrow();
      Task second = present(first);
      assertThat(second.owner()).isEqualTo(olga.id());
      assertThat(trial.as(ada).taskQueries().timeline(second.id(), null, 9).orElseThrow())
          .extracting(AuditEntry::action, AuditEntry::cause)
          .containsExactly(tuple("task.recur", "task/" + first.id()));
    }

    @Test
    void late_goes_on_with_the_first_time_that_is_not_over() {
      Task first = create("2026-03-02", "FREQ=DAILY");
      trial.clock.advance(Duration.ofDays(3));
      trial.as(ada).tasks().complete(first.id(), null).orElseThrow();
      assertThat(present(first).content().due()).isEqualTo(on("2026-03-05"));
    }

    @Test
    void the_last_of_a_series_creates_nothing() {
      Task first = create("2026-03-02", "FREQ=DAILY;COUNT=1");
      trial.as(ada).tasks().complete(first.id(), null).orElseThrow();
      assertThat(all(first)).hasSize(1);
    }
  }

  @Nested
  class Changing {

    @Test
    void a_rule_begins_anew_where_the_task_is_due_then() {
      Task first = create("2026-03-02", "FREQ=WEEKLY");
      Edit tuesdays =
          new Edit(
              Set.of(TaskField.RECURRENCE),
              TaskDraft.of("").recurring(RecurrenceDraft.of("FREQ=WEEKLY;BYDAY=TU")));
      assertThat(trial.as(ada).tasks().edit(first.id(), tuesdays))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "due",
                          "not-an-occurrence",
                          "By its rule the task does not come on 2026-03-02, but next on"
                              + " 2026-03-03."))));
      Edit both =
          new Edit(
              Set.of(TaskField.RECURRENCE, TaskField.DUE),
              tuesdays.draft().due(DueDraft.on(LocalDate.of(2026, 3, 3))));
      trial.as(ada).tasks().edit(first.id(), both).orElseThrow();
      assertThat(trial.as(ada).taskQueries().coming(first.id(), 2).orElseThrow())
          .containsExactly(on("2026-03-10"), on("2026-03-17"));
    }

    @Test
    void this_time_only_may_leave_the_days_of_the_rule() {
      Task first = create("2026-03-02", "FREQ=WEEKLY;BYDAY=MO");
      Edit moved =
          new Edit(
              Set.of(TaskField.DUE),
              TaskDraft.of("").due(DueDraft.on(LocalDate.of(2026, 3, 4))),
              OccurrenceRange.THIS);
      assertThat(trial.as(ada).tasks().edit(first.id(), moved).orElseThrow().content().due())
          .isEqualTo(on("2026-03-04"));
      Edit renamed = new Edit(Set.of(TaskField.SUBJECT), TaskDraft.of("Report to all"));
      trial.as(ada).tasks().edit(first.id(), renamed).orElseThrow();
      trial.as(ada).tasks().complete(first.id(), null).orElseThrow();
      assertThat(present(first).content().due()).isEqualTo(on("2026-03-09"));
      assertThat(present(first).content().subject()).isEqualTo("Report to all");
    }

    @Test
    void ending_the_series_leaves_the_task() {
      Task first = create("2026-03-02", "FREQ=WEEKLY");
      Task last = trial.as(ada).tasks().endSeries(first.id()).orElseThrow();
      assertThat(last.content().recurrence()).isNull();
      trial.as(ada).tasks().complete(first.id(), null).orElseThrow();
      assertThat(all(first)).hasSize(1);
      assertThat(trial.as(ada).taskQueries().coming(first.id(), 2).orElseThrow()).isEmpty();
    }
  }

  @Nested
  class Looking_ahead {

    @Test
    void tells_the_first_dates_of_a_task_that_is_not_there_yet() {
      assertThat(
              trial
                  .as(ada)
                  .taskQueries()
                  .preview(
                      DueDraft.on(LocalDate.of(2026, 1, 30)),
                      RecurrenceDraft.of("FREQ=MONTHLY;BYDAY=-1FR"),
                      3)
                  .orElseThrow())
          .containsExactly(on("2026-01-30"), on("2026-02-27"), on("2026-03-27"));
      assertThat(
              trial
                  .as(ada)
                  .taskQueries()
                  .preview(DueDraft.NONE, RecurrenceDraft.of("FREQ=MINUTELY"), 3)
                  .map(List::size))
          .isEqualTo(
              Outcome.refused(
                  new Invalid(
                      List.of(
                          Violation.at(
                              "recurrence/rule",
                              "too-frequent",
                              "Nothing comes more than once a day: FREQ is DAILY at most."),
                          Violation.at(
                              "recurrence",
                              "needs-due",
                              "What comes again is due: give the task a date.")))));
    }

    @Test
    void begins_when_the_task_is_due_also_in_the_hour_that_the_clock_shows_twice() {
      ZoneId berlin = ZoneId.of("Europe/Berlin");
      Instant second = Instant.parse("2026-10-25T01:30:00Z");
      assertThat(
              trial
                  .as(ada)
                  .taskQueries()
                  .preview(DueDraft.at(second, berlin.getId()), RecurrenceDraft.of("FREQ=DAILY"), 2)
                  .orElseThrow())
          .containsExactly(
              new Due.At(second, berlin),
              new Due.At(Instant.parse("2026-10-26T01:30:00Z"), berlin));
    }

    @Test
    void shows_on_somebodys_day_the_present_time_only() {
      create("2026-03-02", "FREQ=DAILY");
      TaskQueries.Day day = trial.as(ada).taskQueries().day(ZoneOffset.UTC).orElseThrow();
      assertThat(day.today()).hasSize(1);
      assertThat(day.next()).isEmpty();
    }
  }

  private Task create(String day, String rule) {
    TaskDraft draft =
        TaskDraft.of("Report")
            .due(DueDraft.on(LocalDate.parse(day)))
            .recurring(RecurrenceDraft.of(rule));
    return trial.as(ada).tasks().create(new Create(draft, ada.id())).orElseThrow();
  }

  private Due on(String day) {
    ZoneId zone = trial.as(ada).taskQueries().usualZone();
    return new Due.On(LocalDate.parse(day), zone);
  }

  private Task present(Task first) {
    return all(first).stream()
        .filter(view -> view.content().recurrence() != null)
        .map(view -> trial.storage.tasks().find(view.id()).orElseThrow())
        .reduce((one, other) -> {
          throw new AssertionError("two present ones");
        })
        .orElseThrow();
  }

  private List<TaskView> all(Task first) {
    TaskQueries queries = trial.as(ada).taskQueries();
    return queries
        .list(
            ListQuery.all(queries.fields())
                .where(
                    FilterParser.parse(queries.fields(), "series eq '" + first.id() + "'")
                        .orElseThrow()))
        .orElseThrow()
        .items();
  }
}
