package dev.kith.crm.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RemindersOfATaskSpec {

  private static final Instant NINE = Instant.parse("2026-11-02T09:00:00Z");
  private static final Instant TEN = NINE.plus(Duration.ofHours(1));
  private static final Instant NOON = NINE.plus(Duration.ofHours(3));
  private static final Reminder HOUR = new Reminder.Before(Duration.ofHours(1));

  @Nested
  class The_moment_of_a_reminder {

    @Test
    void counts_from_when_the_task_is_overdue() {
      assertThat(HOUR.moment(new Due.At(NOON, Tasks.BERLIN)))
          .contains(NOON.minus(Duration.ofHours(1)));
      assertThat(HOUR.moment(new Due.On(LocalDate.of(2026, 11, 2), Tasks.BERLIN)))
          .contains(Instant.parse("2026-11-02T22:00:00Z"));
      assertThat(HOUR.moment(null)).isEmpty();
      assertThat(new Reminder.At(NINE).moment(null)).contains(NINE);
    }

    @Test
    void is_an_hour_before_on_the_nights_of_changed_clocks_too() {
      // 03:30 in Berlin, half an hour after clocks went from two to three.
      Instant spring = Instant.parse("2026-03-29T01:30:00Z");
      assertThat(HOUR.moment(new Due.At(spring, Tasks.BERLIN)))
          .contains(Instant.parse("2026-03-29T00:30:00Z"));
    }

    @Test
    void in_the_morning_is_told_by_the_clock_of_the_task() {
      Reminder morning = new Reminder.OnTheDay(0, LocalTime.of(9, 0));
      Reminder dayBefore = new Reminder.OnTheDay(1, LocalTime.of(9, 0));
      Due autumn = new Due.On(LocalDate.of(2026, 10, 25), Tasks.BERLIN);
      assertThat(morning.moment(autumn)).contains(Instant.parse("2026-10-25T08:00:00Z"));
      assertThat(dayBefore.moment(autumn)).contains(Instant.parse("2026-10-24T07:00:00Z"));
      // Late in the evening in Berlin it is the next day in Tokyo.
      Due tokyo = new Due.At(Instant.parse("2026-10-25T20:00:00Z"), ZoneId.of("Asia/Tokyo"));
      assertThat(morning.moment(tokyo)).contains(Instant.parse("2026-10-26T00:00:00Z"));
    }

    @Test
    void that_clocks_jump_over_is_when_they_do() {
      Due spring = new Due.On(LocalDate.of(2026, 3, 29), Tasks.BERLIN);
      assertThat(new Reminder.OnTheDay(0, LocalTime.of(2, 30)).moment(spring))
          .contains(Instant.parse("2026-03-29T01:00:00Z"));
      Due autumn = new Due.On(LocalDate.of(2026, 10, 25), Tasks.BERLIN);
      assertThat(new Reminder.OnTheDay(0, LocalTime.of(2, 30)).moment(autumn))
          .contains(Instant.parse("2026-10-25T00:30:00Z"));
    }
  }

  @Nested
  class A_plan {

    private final Task task = due(NOON, HOUR);

    @Test
    void has_each_reminder_at_its_moment() {
      assertThat(plan(task, List.of(), NINE))
          .containsExactly(new ReminderState(HOUR, at(11), null, null));
    }

    @Test
    void has_what_has_passed_at_once_unless_it_was_told() {
      List<ReminderState> late = plan(task, List.of(), NOON);
      assertThat(late).containsExactly(new ReminderState(HOUR, at(11), null, null));
      List<ReminderState> told = told(late, NOON);
      assertThat(plan(task, told, NOON.plusSeconds(1))).isEqualTo(told);
    }

    @Test
    void moves_with_the_date_and_tells_again_what_moves_ahead() {
      List<ReminderState> planned = plan(task, List.of(), NINE);
      assertThat(plan(due(NOON.plusSeconds(60), HOUR), planned, NINE).getFirst().due())
          .isEqualTo(at(11).plusSeconds(60));

      List<ReminderState> told = told(planned, at(11));
      List<ReminderState> again = plan(due(at(18), HOUR), told, NOON);
      assertThat(again).containsExactly(new ReminderState(HOUR, at(17), at(11), at(11)));
      // It waits through whatever else happens to the task, be it after its moment.
      assertThat(plan(due(at(18), HOUR), again, at(19))).isEqualTo(again);
      // Of what has been told, nothing is told for a moment that has passed already.
      assertThat(plan(due(at(10), HOUR), told, NOON).getFirst().due()).isNull();
    }

    @Test
    void is_empty_while_the_task_has_ended_and_comes_back_with_it() {
      List<ReminderState> planned = plan(task, List.of(), NINE);
      Task done = task.complete(null, TEN).orElseThrow().next();
      List<ReminderState> off = plan(done, planned, TEN);
      assertThat(off).containsExactly(new ReminderState(HOUR, null, null, null));
      assertThat(plan(task.delete(TEN).next(), planned, TEN)).isEqualTo(off);
      assertThat(plan(done.reopen(TEN).orElseThrow().next(), off, TEN)).isEqualTo(planned);
    }

    @Test
    void forgets_reminders_that_the_task_no_longer_has() {
      List<ReminderState> planned = plan(task, List.of(), NINE);
      Reminder other = new Reminder.At(TEN);
      assertThat(plan(due(NOON, other), planned, NINE))
          .containsExactly(new ReminderState(other, TEN, null, null));
    }
  }

  @Nested
  class A_draft {

    @Test
    void is_refused_with_everything_that_is_wrong() {
      List<ReminderDraft> drafts =
          List.of(
              new ReminderDraft(null, null, null, null),
              new ReminderDraft(NINE, Duration.ZERO, null, null),
              new ReminderDraft(null, null, null, 1),
              ReminderDraft.before(Duration.ofDays(-1)),
              ReminderDraft.onTheDay(367, LocalTime.NOON),
              ReminderDraft.at(Instant.MAX),
              ReminderDraft.at(NINE),
              ReminderDraft.at(NINE),
              ReminderDraft.before(Duration.ZERO));
      assertThat(codes(TaskDraft.of("Call").reminders(drafts)))
          .containsExactly(
              "/reminders/0 one-of-three",
              "/reminders/1 one-of-three",
              "/reminders/2 one-of-three",
              "/reminders/3/before out-of-range",
              "/reminders/4/daysBefore out-of-range",
              "/reminders/5/at out-of-range",
              "/reminders/7 twice",
              "/reminders/8 needs-due");
      assertThat(
              codes(
                  TaskDraft.of("Call")
                      .due(DueDraft.on(LocalDate.of(2026, 11, 2)))
                      .reminders(
                          List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).stream()
                              .map(hour -> ReminderDraft.before(Duration.ofHours(hour)))
                              .toList())))
          .containsExactly("/reminders too-many");
    }

    @Test
    void of_what_was_read_is_read_as_the_same_and_so_is_its_code() {
      List<Reminder> all =
          List.of(HOUR, new Reminder.At(NINE), new Reminder.OnTheDay(1, LocalTime.of(9, 0)));
      Task task = due(NOON, all.toArray(Reminder[]::new));
      assertThat(TaskDraft.of(task.content()).read(Tasks.BERLIN))
          .isEqualTo(Outcome.done(task.content()));
      assertThat(all).allSatisfy(r -> assertThat(Reminder.parse(r.code())).contains(r));
      assertThat(List.of("", "at|soon", "day|x|09:00", "day|1", "before|1h"))
          .allSatisfy(text -> assertThat(Reminder.parse(text)).isEmpty());
    }
  }

  private static Task due(Instant at, Reminder... reminders) {
    return Tasks.of(
        TaskDraft.of("Call")
            .due(DueDraft.at(at, "Europe/Berlin"))
            .reminders(List.of(reminders).stream().map(ReminderDraft::of).toList()));
  }

  private static List<ReminderState> plan(Task task, List<ReminderState> before, Instant at) {
    return ReminderState.plan(task, before, at);
  }

  private static List<ReminderState> told(List<ReminderState> states, Instant now) {
    return states.stream().map(state -> state.told(now)).toList();
  }

  private static Instant at(int hour) {
    return NINE.plus(Duration.ofHours(hour - 9L));
  }

  private static List<String> codes(TaskDraft draft) {
    @Nullable Outcome<TaskContent> read = draft.read(Tasks.BERLIN);
    return read instanceof Outcome.Refused<TaskContent>(Invalid(List<Violation> violations))
        ? violations.stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }
}
