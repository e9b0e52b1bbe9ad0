package dev.kith.crm.application.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.task.TaskFigures.Lateness;
import dev.kith.crm.application.task.TaskMetrics.Group;
import dev.kith.crm.application.task.TaskMetrics.GroupBy;
import dev.kith.crm.application.task.TaskMetrics.Question;
import dev.kith.crm.application.task.TaskMetrics.Report;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeasuringTasksSpec {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Actor olga = viewer("Olga", Scope.OWN, Set.of());

  @Nested
  class On_time {

    @Test
    void is_what_is_done_until_its_day_ends_where_the_date_was_set() {
      DueDraft day = new DueDraft(null, MONDAY, "Europe/Berlin");
      done(day, "2026-03-02T22:59:59.999999Z");
      assertThat(total().onTimeRate()).isEqualTo(1.0);

      done(day, "2026-03-02T23:00:00Z");
      assertThat(total().onTimeRate()).isEqualTo(0.5);
      assertThat(total().lateness())
          .isEqualTo(new Lateness(Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void is_what_is_done_before_its_moment() {
      DueDraft ten = DueDraft.at(Instant.parse("2026-03-02T10:00:00Z"), "UTC");
      done(ten, "2026-03-02T09:59:59.999999Z");
      done(ten, "2026-03-02T10:00:00Z");
      assertThat(total().onTime()).isEqualTo(1);
      assertThat(total().late()).isEqualTo(1);
    }

    @Test
    void is_told_of_nothing_that_had_no_date() {
      done(DueDraft.NONE, "2026-03-02T10:00:00Z");
      assertThat(total().done()).isEqualTo(1);
      assertThat(total().onTimeRate()).isNull();
      assertThat(total().lateness()).isNull();
    }

    @Test
    void is_judged_by_the_last_completion_of_what_was_reopened() {
      DueDraft ten = DueDraft.at(Instant.parse("2026-03-02T10:00:00Z"), "UTC");
      TaskId call = done(ten, "2026-03-02T09:30:00Z");
      trial.as(ada).tasks().reopen(call).orElseThrow();
      assertThat(total().done()).isZero();
      assertThat(total().open()).isEqualTo(1);

      trial.clock.set(Instant.parse("2026-03-02T13:00:00Z"));
      trial.as(ada).tasks().complete(call, null).orElseThrow();
      Duration late = Duration.ofHours(3);
      assertThat(total().lateness()).isEqualTo(new Lateness(late, late, late));
      assertThat(total().timeToComplete()).isEqualTo(Duration.ofHours(4));
    }
  }

  @Nested
  class A_period {

    @Test
    void has_whole_days_of_a_zone() {
      done(DueDraft.NONE, "2026-03-02T22:59:59Z");
      done(DueDraft.NONE, "2026-03-02T23:00:00Z");
      assertThat(ask(Question.of(MONDAY, MONDAY, BERLIN)).total().done()).isEqualTo(1);
      assertThat(ask(Question.of(MONDAY, MONDAY, ZoneId.of("UTC"))).total().done()).isEqualTo(2);
      assertThat(ask(Question.of(MONDAY, MONDAY, BERLIN)).total().created()).isEqualTo(2);
    }

    @Test
    void is_thirty_days_up_to_today_where_none_is_named() {
      Report report = ask(new Question(null, null, null, null, null, null, null));
      assertThat(report.from()).isEqualTo(LocalDate.of(2026, 2, 1));
      assertThat(report.to()).isEqualTo(MONDAY);
      assertThat(report.zone()).isEqualTo(ZoneId.of("UTC"));
      assertThat(report.total()).isEqualTo(TaskFigures.NONE);
    }

    @Test
    void does_not_end_before_it_begins_and_is_not_endless() {
      assertThat(trial.as(ada).taskMetrics().of(Question.of(MONDAY, MONDAY.minusDays(1), null)))
          .isEqualTo(refused("to", "before-begin", "The period ends before it begins."));
      assertThat(trial.as(ada).taskMetrics().of(Question.of(MONDAY.minusDays(1_100), MONDAY, null)))
          .isEqualTo(refused("from", "too-long", "A period has at most 1100 days."));
      assertThat(trial.as(ada).taskMetrics().of(Question.of(LocalDate.MIN, LocalDate.MAX, null)))
          .isEqualTo(
              Outcome.refused(
                  new Invalid(
                      List.of(
                          Violation.at("from", "out-of-range", "This date is out of every range."),
                          Violation.at(
                              "to", "out-of-range", "This date is out of every range.")))));
    }

    private Outcome<Report> refused(String field, String code, String message) {
      return Outcome.refused(Invalid.of(Violation.at(field, code, message)));
    }
  }

  @Nested
  class Groups {

    @Test
    void by_week_are_all_weeks_of_the_period_though_clocks_are_changed_in_between() {
      // In Berlin, the week of 29 March has 167 hours.
      done(DueDraft.NONE, "2026-03-22T22:59:59Z");
      done(DueDraft.NONE, "2026-03-22T23:00:00Z");
      done(DueDraft.NONE, "2026-03-29T21:59:59Z");
      done(DueDraft.NONE, "2026-03-29T22:00:00Z");
      Report report =
          ask(
              Question.of(LocalDate.of(2026, 3, 18), LocalDate.of(2026, 4, 6), BERLIN)
                  .by(GroupBy.WEEK));
      assertThat(report.groups())
          .extracting(Group::key, group -> group.figures().done())
          .containsExactly(
              tuple("2026-03-16", 1L),
              tuple("2026-03-23", 2L),
              tuple("2026-03-30", 1L),
              tuple("2026-04-06", 0L));
      assertThat(report.groups().getFirst().figures().open()).isNull();
      assertThat(report.total().open()).isZero();
    }

    @Test
    void by_owner_have_names_and_those_with_the_most_done_come_first() {
      complete(create(ada, TaskDraft.of("Hers"), olga.id()), "2026-03-02T10:00:00Z");
      done(DueDraft.NONE, "2026-03-02T10:00:00Z");
      done(DueDraft.NONE, "2026-03-02T10:00:00Z");
      create(ada, TaskDraft.of("Open"), null);
      assertThat(ask(today().by(GroupBy.OWNER)).groups())
          .extracting(Group::key, group -> group.figures().done(), group -> group.figures().open())
          .containsExactly(tuple(null, 2L, 1L), tuple(olga.id().toString(), 1L, 0L));
    }

    @Test
    void by_priority_begin_with_what_is_urgent() {
      create(ada, TaskDraft.of("Low").priority(Priority.LOW), null);
      create(ada, TaskDraft.of("Urgent").priority(Priority.URGENT), null);
      assertThat(ask(today().by(GroupBy.PRIORITY)).groups())
          .extracting(Group::key)
          .containsExactly("URGENT", "LOW");
    }

    @Test
    void are_of_the_type_and_the_owner_that_were_asked_for() {
      create(ada, TaskDraft.of("Call").type(TaskType.CALL), olga.id());
      create(ada, TaskDraft.of("Write").type(TaskType.EMAIL), olga.id());
      create(ada, TaskDraft.of("Call").type(TaskType.CALL), null);
      assertThat(
              ask(new Question(null, null, null, olga.id(), null, TaskType.CALL, GroupBy.TYPE))
                  .groups())
          .extracting(Group::key, group -> group.figures().open())
          .containsExactly(tuple("call", 1L));
    }
  }

  @Nested
  class Whoever_asks {

    @Test
    void is_told_of_the_tasks_that_they_may_see() {
      create(ada, TaskDraft.of("Hers"), olga.id());
      create(ada, TaskDraft.of("Ada's"), ada.id());
      create(ada, TaskDraft.of("Nobody's"), null);
      assertThat(open(ada)).isEqualTo(3);
      assertThat(open(olga)).isEqualTo(1);
      assertThat(open(viewer("Otto", Scope.TEAM, Set.of(olga.id(), ada.id())))).isEqualTo(2);
      assertThat(trial.as(Actors.stranger()).taskMetrics().of(today()))
          .isEqualTo(
              Outcome.refused(new Forbidden("task:view", "This needs the permission task:view.")));
    }

    @Test
    void is_told_nothing_of_the_bin() {
      TaskId task = done(DueDraft.NONE, "2026-03-02T10:00:00Z");
      trial.as(ada).tasks().delete(task).orElseThrow();
      assertThat(total()).isEqualTo(TaskFigures.NONE);
    }

    private @Nullable Long open(Actor actor) {
      return trial.as(actor).taskMetrics().of(today()).orElseThrow().total().open();
    }
  }

  private TaskFigures total() {
    return ask(today()).total();
  }

  private static Question today() {
    return Question.of(MONDAY, MONDAY.plusDays(1), BERLIN);
  }

  private Report ask(Question question) {
    return trial.as(ada).taskMetrics().of(question).orElseThrow();
  }

  private TaskId done(DueDraft due, String at) {
    return complete(create(ada, TaskDraft.of("Call").due(due), null), at);
  }

  /** Done at this moment; the clock is where it was again then. */
  private TaskId complete(TaskId task, String at) {
    Instant before = trial.clock.instant();
    trial.clock.set(Instant.parse(at));
    trial.as(ada).tasks().complete(task, null).orElseThrow();
    trial.clock.set(before);
    return task;
  }

  private TaskId create(Actor actor, TaskDraft draft, @Nullable UserId owner) {
    Task task = trial.as(actor).tasks().create(new Create(draft, owner)).orElseThrow();
    return task.id();
  }

  private static Actor viewer(String name, Scope scope, Set<UserId> colleagues) {
    return new Actor(
        Actor.Kind.USER,
        Actors.userId(name),
        name,
        Grants.of(Permission.of(Feature.TASK, Action.VIEW), scope),
        colleagues);
  }
}
