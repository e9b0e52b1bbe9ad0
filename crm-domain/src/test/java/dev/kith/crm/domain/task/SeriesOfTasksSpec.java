package dev.kith.crm.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import dev.kith.crm.domain.task.Recurrence.Basis;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.DayByDay;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tasks that come again when they have ended. */
class SeriesOfTasksSpec {

  private static final Recurrences RULES = new DayByDay();
  private static final String BERLIN = "Europe/Berlin";

  @Nested
  class The_next_time {

    @Test
    void has_the_same_time_on_the_clock_when_clocks_are_put_forward() {
      Task friday = task(at("2026-03-27T08:00:00Z"), "FREQ=WEEKLY;BYDAY=MO,FR");
      assertThat(dueAfter(friday)).isEqualTo(at("2026-03-30T07:00:00Z"));
    }

    @Test
    void has_the_same_time_on_the_clock_when_clocks_are_put_back() {
      Task saturday = task(at("2026-10-24T07:00:00Z"), "FREQ=DAILY");
      assertThat(dueAfter(saturday)).isEqualTo(at("2026-10-25T08:00:00Z"));
    }

    @Test
    void of_a_time_that_the_clock_jumps_over_is_an_hour_later_on_that_day_only() {
      Task saturday = task(at("2026-03-28T01:30:00Z"), "FREQ=DAILY");
      Task sunday = next(saturday, "2026-03-28T00:00:00Z");
      assertThat(sunday.content().due()).isEqualTo(at("2026-03-29T01:30:00Z"));
      assertThat(dueAfter(sunday)).isEqualTo(at("2026-03-30T00:30:00Z"));
    }

    @Test
    void of_a_time_that_the_clock_shows_twice_is_the_first() {
      Task saturday = task(at("2026-10-24T00:30:00Z"), "FREQ=DAILY");
      assertThat(dueAfter(saturday)).isEqualTo(at("2026-10-25T00:30:00Z"));
    }

    @Test
    void of_a_whole_day_is_a_day_of_the_rule() {
      Task friday = task(on("2026-01-30"), "FREQ=MONTHLY;BYDAY=-1FR");
      assertThat(dueAfter(friday)).isEqualTo(on("2026-02-27"));
    }

    @Test
    void follows_the_plan_whether_this_one_was_early_or_late() {
      Task monday = task(at("2026-11-09T09:00:00Z"), "FREQ=WEEKLY");
      assertThat(next(monday, "2026-11-02T09:00:00Z").content().due())
          .isEqualTo(at("2026-11-16T09:00:00Z"));
      assertThat(next(monday, "2026-11-12T09:00:00Z").content().due())
          .isEqualTo(at("2026-11-16T09:00:00Z"));
    }

    @Test
    void is_the_first_that_is_not_over_where_some_were_missed() {
      Task daily = task(at("2026-11-03T09:00:00Z"), "FREQ=DAILY");
      Task next = next(daily, "2026-11-06T09:00:00Z");
      assertThat(next.content().due()).isEqualTo(at("2026-11-07T09:00:00Z"));
      assertThat(next.occurrence().number()).isEqualTo(2);
      assertThat(next.occurrence().position()).isEqualTo(5);
      Task wholeDay = task(on("2026-11-03"), "FREQ=DAILY");
      assertThat(next(wholeDay, "2026-11-06T09:00:00Z").content().due())
          .isEqualTo(on("2026-11-06"));
    }

    @Test
    void is_not_on_a_day_that_is_left_out() {
      Task friday =
          task(on("2026-12-18"), RecurrenceDraft.of("FREQ=WEEKLY").except(day("2026-12-25")));
      assertThat(dueAfter(friday)).isEqualTo(on("2027-01-01"));
    }

    @Test
    void is_one_interval_after_this_one_was_done_where_that_is_what_counts() {
      Task task =
          task(
              at("2026-11-03T09:00:00Z"),
              RecurrenceDraft.of("FREQ=DAILY;INTERVAL=10").from(Basis.COMPLETION));
      assertThat(next(task, "2026-11-20T23:30:00Z").content().due())
          .as("done on the 21st in Berlin")
          .isEqualTo(at("2026-12-01T09:00:00Z"));
    }
  }

  @Nested
  class A_series {

    @Test
    void ends_after_so_many_times_missed_ones_counted() {
      Task first = task(on("2026-11-03"), "FREQ=DAILY;COUNT=4");
      Task second = next(first);
      Task fourth = next(second, "2026-11-06T09:00:00Z");
      assertThat(fourth.content().due()).isEqualTo(on("2026-11-06"));
      assertThat(fourth.next(Tasks.anId(), RULES, Tasks.CREATED)).isEmpty();
      assertThat(first.next(Tasks.anId(), RULES, Instant.parse("2026-11-09T09:00:00Z"))).isEmpty();
    }

    @Test
    void counted_from_completion_ends_after_so_many_times_too() {
      Task first =
          task(on("2026-11-03"), RecurrenceDraft.of("FREQ=DAILY;COUNT=2").from(Basis.COMPLETION));
      Task second = next(first);
      assertThat(second.occurrence().position()).isEqualTo(2);
      assertThat(second.next(Tasks.anId(), RULES, Tasks.CREATED)).isEmpty();
    }

    @Test
    void ends_with_its_last_day() {
      Task first = task(on("2026-11-03"), "FREQ=WEEKLY;UNTIL=20261110");
      Task last = next(first);
      assertThat(last.content().due()).isEqualTo(on("2026-11-10"));
      assertThat(last.next(Tasks.anId(), RULES, Tasks.CREATED)).isEmpty();
    }

    @Test
    void ends_when_somebody_says_so_and_the_task_stays() {
      Task first = task(on("2026-11-03"), "FREQ=WEEKLY");
      Task alone = first.endSeries(Tasks.CREATED).orElseThrow().next();
      assertThat(alone.status().name().isOpen()).isTrue();
      assertThat(alone.next(Tasks.anId(), RULES, Tasks.CREATED)).isEmpty();
      assertThat(alone.endSeries(Tasks.CREATED).orElseThrow().next()).isEqualTo(alone);
    }

    @Test
    void is_handed_on_by_what_ends_and_what_is_reopened_does_not_come_again() {
      Task first = task(on("2026-11-03"), "FREQ=WEEKLY");
      Task second = next(first);
      Task done = first.complete(null, Tasks.CREATED).orElseThrow().next();
      assertThat(done.content().recurrence()).isNull();
      assertThat(second.content().recurrence()).isEqualTo(first.content().recurrence());
      Task again = done.reopen(Tasks.CREATED).orElseThrow().next();
      assertThat(again.next(Tasks.anId(), RULES, Tasks.CREATED)).isEmpty();
      assertThat(again.occurrence().series()).isEqualTo(second.occurrence().series());
      Task cancelled = second.cancel(null, Tasks.CREATED).orElseThrow().next();
      assertThat(cancelled.content().recurrence()).isNull();
    }

    @Test
    void tells_when_it_comes_as_if_each_time_were_done_on_its_day() {
      Task friday =
          task(
              on("2026-12-18"),
              RecurrenceDraft.of("FREQ=WEEKLY;COUNT=4").except(day("2026-12-25")));
      assertThat(coming(friday)).containsExactly(on("2027-01-01"), on("2027-01-08"));
      Task monthly =
          task(on("2026-01-31"), RecurrenceDraft.of("FREQ=MONTHLY;COUNT=3").from(Basis.COMPLETION));
      assertThat(coming(monthly)).containsExactly(on("2026-02-28"), on("2026-03-28"));
      assertThat(coming(Tasks.of(TaskDraft.of("Once").due(DueDraft.on(day("2026-12-18"))))))
          .isEmpty();
    }
  }

  @Nested
  class What_comes_again {

    @Test
    void has_the_same_owner_and_record_and_nothing_of_its_checklist_is_done() {
      Subject lead = new Subject("lead", Leads.anId().value());
      Task first =
          Tasks.of(
              TaskDraft.of("Call")
                  .about(lead)
                  .priority(Priority.HIGH)
                  .due(DueDraft.on(day("2026-11-03")))
                  .checklist(
                      List.of(new ChecklistItem("Read", true), new ChecklistItem("Call", false)))
                  .recurring(RecurrenceDraft.of("FREQ=WEEKLY")),
              Actors.userId("Olga"));
      Task snoozed =
          first.snooze(Tasks.CREATED.plusSeconds(60), Tasks.CREATED).orElseThrow().next();
      Task next = next(snoozed);
      assertThat(next.owner()).isEqualTo(first.owner());
      assertThat(next.snoozedUntil()).isNull();
      assertThat(next.origin()).isEqualTo("series/" + first.id() + "/2");
      assertThat(next.status()).isEqualTo(new TaskStatus.Open(Tasks.CREATED));
      assertThat(next.content().related()).isEqualTo(lead);
      assertThat(next.content().priority()).isEqualTo(Priority.HIGH);
      assertThat(next.content().checklist())
          .containsExactly(new ChecklistItem("Read", false), new ChecklistItem("Call", false));
    }

    @Test
    void is_reminded_of_as_long_before_and_at_the_same_time_of_the_day() {
      List<ReminderDraft> reminders =
          List.of(
              ReminderDraft.before(Duration.ofHours(1)),
              ReminderDraft.onTheDay(1, LocalTime.of(9, 0)),
              ReminderDraft.at(Instant.parse("2026-10-20T07:00:00Z")));
      Task first =
          Tasks.of(
              TaskDraft.of("Call")
                  .due(DueDraft.at(Instant.parse("2026-10-21T10:00:00Z"), BERLIN))
                  .reminders(reminders)
                  .recurring(RecurrenceDraft.of("FREQ=WEEKLY")));
      assertThat(next(first, "2026-10-20T10:00:00Z").content().reminders())
          .containsExactly(
              new Reminder.Before(Duration.ofHours(1)),
              new Reminder.OnTheDay(1, LocalTime.of(9, 0)),
              new Reminder.At(Instant.parse("2026-10-27T08:00:00Z")));
    }
  }

  @Nested
  class An_edit_of_this_time_only {

    private final Task first = task(at("2026-11-03T09:00:00Z"), "FREQ=WEEKLY");

    @Test
    void is_not_handed_on() {
      Task moved =
          edit(
              first,
              draft(first).notes("This once").due(DueDraft.on(day("2026-11-05"))),
              OccurrenceRange.THIS);
      assertThat(moved.content().due()).isEqualTo(on("2026-11-05"));
      Task urgent = edit(moved, draft(moved).priority(Priority.URGENT), OccurrenceRange.THIS);
      Task next = next(urgent, "2026-11-05T09:00:00Z");
      assertThat(next.content().notes()).isNull();
      assertThat(next.content().priority()).isEqualTo(Priority.NORMAL);
      assertThat(next.content().due()).isEqualTo(at("2026-11-10T09:00:00Z"));
      assertThat(next.occurrence().following()).isNull();
    }

    @Test
    void leaves_what_is_of_all_times_alone() {
      Subject lead = new Subject("lead", Leads.anId().value());
      TaskContent other =
          draft(first)
              .about(lead)
              .recurring(RecurrenceDraft.of("FREQ=DAILY"))
              .read(Tasks.BERLIN)
              .orElseThrow();
      assertThat(first.edit(other, OccurrenceRange.THIS, Tasks.CREATED))
          .isEqualTo(
              Outcome.refused(
                  new Invalid(
                      List.of(
                          Violation.at(
                              "recurrence",
                              "of-all",
                              "This can be changed only for this and future times."),
                          Violation.at(
                              "related",
                              "of-all",
                              "This can be changed only for this and future times.")))));
    }
  }

  @Nested
  class An_edit_of_this_and_future_times {

    private final Task first = task(at("2026-11-03T09:00:00Z"), "FREQ=WEEKLY;COUNT=5");

    @Test
    void is_handed_on_but_what_was_meant_for_this_time_is_not() {
      Task once = edit(first, draft(first).notes("This once"), OccurrenceRange.THIS);
      Task both = edit(once, draft(once).priority(Priority.HIGH), OccurrenceRange.THIS_AND_FUTURE);
      Task next = next(both);
      assertThat(both.content().notes()).isEqualTo("This once");
      assertThat(next.content().notes()).isNull();
      assertThat(next.content().priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void of_the_time_of_the_day_goes_on_counting() {
      Task later =
          edit(
              first,
              draft(first).due(DueDraft.at(Instant.parse("2026-11-03T15:00:00Z"), BERLIN)),
              OccurrenceRange.THIS_AND_FUTURE);
      assertThat(coming(later)).hasSize(4).startsWith(at("2026-11-10T15:00:00Z"));
    }

    @Test
    void of_the_day_moves_all_and_as_many_are_left() {
      Task second = next(first);
      Task moved =
          edit(
              second,
              draft(second).due(DueDraft.on(day("2026-11-12"))),
              OccurrenceRange.THIS_AND_FUTURE);
      assertThat(coming(moved))
          .containsExactly(on("2026-11-19"), on("2026-11-26"), on("2026-12-03"));
      assertThat(moved.occurrence().number()).isEqualTo(2);
    }

    @Test
    void of_the_rule_begins_to_count_anew() {
      Task second = next(first);
      Task daily =
          edit(
              second,
              draft(second).recurring(RecurrenceDraft.of("FREQ=DAILY;COUNT=3")),
              OccurrenceRange.THIS_AND_FUTURE);
      assertThat(coming(daily))
          .containsExactly(at("2026-11-11T09:00:00Z"), at("2026-11-12T09:00:00Z"));
    }

    @Test
    void of_the_days_left_out_goes_on_counting() {
      Task second = next(first);
      Task without =
          edit(
              second,
              draft(second)
                  .recurring(RecurrenceDraft.of("FREQ=WEEKLY;COUNT=5").except(day("2026-11-17"))),
              OccurrenceRange.THIS_AND_FUTURE);
      assertThat(coming(without))
          .containsExactly(at("2026-11-24T09:00:00Z"), at("2026-12-01T09:00:00Z"));
    }

    @Test
    void of_a_task_that_came_once_lets_it_come_again() {
      Task once = Tasks.of(TaskDraft.of("Once").due(DueDraft.on(day("2026-11-03"))));
      Task again =
          edit(
              once, draft(once).recurring(RecurrenceDraft.of("FREQ=WEEKLY")), OccurrenceRange.THIS);
      assertThat(coming(again)).startsWith(on("2026-11-10"));
      assertThat(again.occurrence().series()).isEqualTo(new SeriesId(once.id().value()));
    }

    @Test
    void is_refused_of_what_has_ended() {
      Task done = first.complete(null, Tasks.CREATED).orElseThrow().next();
      TaskContent again =
          draft(done).recurring(RecurrenceDraft.of("FREQ=DAILY")).read(Tasks.BERLIN).orElseThrow();
      assertThat(done.edit(again, OccurrenceRange.THIS_AND_FUTURE, Tasks.CREATED))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "recurrence",
                          "ended",
                          "The task has ended: what comes next is another one."))));
    }
  }

  @Nested
  class A_draft_that_comes_again {

    @Test
    void is_refused_with_everything_that_is_wrong() {
      assertThat(
              problems(
                  TaskDraft.of(" ")
                      .recurring(
                          RecurrenceDraft.of("FREQ=HOURLY")
                              .from(Basis.COMPLETION)
                              .except(day("2026-12-25")))))
          .containsExactly(
              "/subject required",
              "/recurrence/rule too-frequent",
              "/recurrence needs-due",
              "/recurrence/except completion-without-exceptions");
      assertThat(
              problems(
                  TaskDraft.of("Call")
                      .due(DueDraft.on(day("2026-11-03")))
                      .recurring(
                          RecurrenceDraft.of("FREQ=WEEKLY;BYDAY=MO").from(Basis.COMPLETION))))
          .containsExactly("/recurrence/rule completion-only-interval");
    }

    @Test
    void is_refused_where_its_rule_never_comes() {
      assertThat(
              problems(
                  TaskDraft.of(" ")
                      .due(DueDraft.on(day("2026-02-28")))
                      .recurring(RecurrenceDraft.of("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"))))
          .containsExactly("/subject required", "/recurrence/rule never");
    }

    @Test
    void is_refused_where_its_first_day_is_none_of_its_rule() {
      assertThat(
              TaskDraft.of("Call")
                  .due(DueDraft.on(day("2026-11-07")))
                  .recurring(RecurrenceDraft.of("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"))
                  .read(Tasks.BERLIN, RULES))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "due",
                          "not-an-occurrence",
                          "By its rule the task does not come on 2026-11-07, but next on"
                              + " 2026-11-09."))));
    }

    @Test
    void of_what_was_read_is_read_as_the_same() {
      Task task =
          task(on("2026-12-18"), RecurrenceDraft.of("FREQ=WEEKLY").except(day("2026-12-25")));
      assertThat(draft(task).read(ZoneId.of("UTC"))).isEqualTo(Outcome.done(task.content()));
      assertThat(task.facts())
          .containsEntry("recurrence", "FREQ=WEEKLY except 2026-12-25")
          .containsEntry("series", task.id().toString())
          .containsEntry("occurrence", "1");
    }

    @Test
    void is_read_back_from_what_the_audit_trail_says() {
      for (RecurrenceDraft draft :
          List.of(
              RecurrenceDraft.of("FREQ=WEEKLY").except(day("2026-12-25"), day("2027-01-01")),
              RecurrenceDraft.of("FREQ=WEEKLY;COUNT=3").from(Basis.COMPLETION))) {
        Recurrence recurrence = task(on("2026-12-18"), draft).content().recurrence();
        assertThat(Recurrence.parse(String.valueOf(recurrence))).contains(recurrence);
      }
      assertThat(Recurrence.parse("FREQ=SOON")).isEmpty();
    }

    private List<String> problems(TaskDraft draft) {
      List<String> problems = new ArrayList<>();
      if (draft.read(Tasks.BERLIN, RULES) instanceof Outcome.Refused<?>(var refusal)) {
        refusal.violations().forEach(v -> problems.add(v.pointer() + " " + v.code()));
      }
      return problems;
    }
  }

  private static Task task(Due due, String rule) {
    return task(due, RecurrenceDraft.of(rule));
  }

  private static Task task(Due due, RecurrenceDraft recurrence) {
    return Tasks.of(TaskDraft.of("Call").due(DueDraft.of(due)).recurring(recurrence));
  }

  private static TaskDraft draft(Task task) {
    return TaskDraft.of(task.content());
  }

  private static Task edit(Task task, TaskDraft draft, OccurrenceRange range) {
    return task.edit(draft.read(Tasks.BERLIN).orElseThrow(), range, Tasks.CREATED)
        .orElseThrow()
        .next();
  }

  private static Task next(Task task) {
    return next(task, Tasks.CREATED);
  }

  private static Task next(Task task, String now) {
    return next(task, Instant.parse(now));
  }

  private static Task next(Task task, Instant now) {
    return Optional.of(task)
        .flatMap(known -> known.next(Tasks.anId(), RULES, now))
        .orElseThrow()
        .next();
  }

  private static Due dueAfter(Task task) {
    return next(task, task.content().due().deadline().minusSeconds(1)).content().due();
  }

  private static List<Due> coming(Task task) {
    return task.occurrence() == null
        ? List.of()
        : task.occurrence().coming(task.content().recurrence(), RULES).limit(9).toList();
  }

  private static Due at(String moment) {
    return new Due.At(Instant.parse(moment), Tasks.BERLIN);
  }

  private static Due on(String day) {
    return new Due.On(day(day), Tasks.BERLIN);
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
