package dev.kith.crm.application.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads.Capture;
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
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskField;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.TaskRefusal;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.SettableClock;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DoingTasksSpec {

  private static final Instant NOW = SettableClock.START;
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Actor olga = doer("Olga", Scope.OWN);

  @Nested
  class Creating {

    @Test
    void gives_a_task_to_whom_it_is_meant_for() {
      assertThat(create(ada, TaskDraft.of("Call"), olga.id()).owner()).isEqualTo(olga.id());
      assertThat(create(ada, TaskDraft.of("Call"), null).owner()).isNull();
      assertThat(create(olga, TaskDraft.of("Call"), null).owner()).isEqualTo(olga.id());
    }

    @Test
    void for_somebody_else_needs_a_permission() {
      assertThat(trial.as(olga).tasks().create(new Create(TaskDraft.of("Call"), ada.id())))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden(
                      "task:assign",
                      "Giving a task to somebody else needs the permission task:assign.")));
      assertThat(trial.as(Actors.stranger()).tasks().create(new Create(TaskDraft.of("x"), null)))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("task:create", "This needs the permission task:create.")));
    }

    @Test
    void under_an_origin_happens_once_whoever_asks() {
      Create once = new Create(TaskDraft.of("Call"), null, "rule/7/lead/9");
      Task first = trial.as(ada).tasks().create(once).orElseThrow();
      trial.as(ada).tasks().complete(first.id(), "Reached her").orElseThrow();
      Task second =
          trial
              .as(Actor.SYSTEM)
              .tasks()
              .create(new Create(TaskDraft.of("Call again"), null, "rule/7/lead/9"))
              .orElseThrow();
      assertThat(second).isEqualTo(trial.storage.tasks().find(first.id()).orElseThrow());
      assertThat(list(ada, "origin eq 'rule/7/lead/9'")).hasSize(1);
    }

    @Test
    void under_the_origin_of_a_task_that_the_actor_cannot_see_tells_nothing_of_it() {
      Create once = new Create(TaskDraft.of("Ada's secret"), ada.id(), "rule/7");
      trial.as(ada).tasks().create(once).orElseThrow();
      Outcome<Task> refused =
          Outcome.refused(
              new Forbidden(
                  "task:view", "There is a task of this origin already, which you cannot see."));
      assertThat(trial.as(olga).tasks().create(once)).isEqualTo(refused);
      assertThat(trial.as(olga).tasks().batch(List.of(once), false))
          .isEqualTo(Outcome.done(List.of(refused)));
    }

    @Test
    void is_about_a_live_record_that_the_actor_sees() {
      Lead lead = trial.leads(ada).capture(new Capture(LeadDrafts.ada())).orElseThrow();
      TaskDraft call = TaskDraft.of("Call").about(lead.subject());
      assertThat(create(ada, call, null).content().related()).isEqualTo(lead.subject());

      assertThat(trial.as(olga).tasks().create(new Create(call, null)))
          .isEqualTo(Outcome.refused(new TaskRefusal.UnknownRelated(lead.subject())));
      Subject nothing = new Subject("planet", lead.id().value());
      assertThat(trial.as(ada).tasks().create(new Create(call.about(nothing), null)))
          .isEqualTo(Outcome.refused(new TaskRefusal.UnknownRelated(nothing)));
      trial.leads(ada).delete(lead.id()).orElseThrow();
      assertThat(trial.as(ada).tasks().create(new Create(call, null)))
          .isEqualTo(Outcome.refused(new TaskRefusal.UnknownRelated(lead.subject())));
    }
  }

  @Nested
  class Changing {

    @Test
    void replaces_the_named_fields_on_the_expected_version_only() {
      Task task = create(ada, TaskDraft.of("Call").notes("soon"), null);
      Edit edit = new Edit(Set.of(TaskField.SUBJECT), TaskDraft.of("Write"));
      Task edited = trial.as(ada).expecting(1).tasks().edit(task.id(), edit).orElseThrow();
      assertThat(edited.content().subject()).isEqualTo("Write");
      assertThat(edited.content().notes()).isEqualTo("soon");
      assertThat(trial.as(ada).expecting(1).tasks().start(task.id()))
          .isEqualTo(Outcome.refused(new StaleVersion("task", task.id().toString(), 1, 2)));
    }

    @Test
    void is_possible_though_what_the_task_is_about_is_gone() {
      Lead lead = trial.leads(ada).capture(new Capture(LeadDrafts.ada())).orElseThrow();
      Task task = create(ada, TaskDraft.of("Call").about(lead.subject()), null);
      trial.leads(ada).delete(lead.id()).orElseThrow();
      Edit edit = new Edit(Set.of(TaskField.NOTES), TaskDraft.of("x").notes("too late"));
      assertThat(trial.as(ada).tasks().edit(task.id(), edit).orElseThrow().content().notes())
          .isEqualTo("too late");
    }

    @Test
    void reaches_no_further_than_the_permission() {
      Task hers = create(olga, TaskDraft.of("Call"), null);
      Task others = create(ada, TaskDraft.of("Call"), null);
      assertThat(trial.as(olga).tasks().start(others.id()))
          .isEqualTo(Outcome.refused(NotFound.of("task", others.id().value())));
      trial.as(olga).tasks().start(hers.id()).orElseThrow();
      trial.as(olga).tasks().snooze(hers.id(), NOW.plusSeconds(60)).orElseThrow();
      trial.as(olga).tasks().await(hers.id(), null).orElseThrow();
      trial.as(olga).tasks().cancel(hers.id(), null).orElseThrow();
      trial.as(olga).tasks().reopen(hers.id()).orElseThrow();
      assertThat(trial.as(olga).tasks().delete(hers.id()))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("task:delete", "This needs the permission task:delete.")));
      trial.as(ada).tasks().delete(hers.id()).orElseThrow();
      trial.as(ada).tasks().restore(hers.id()).orElseThrow();
      assertThat(trial.as(olga).taskQueries().timeline(hers.id(), null, 20).orElseThrow())
          .extracting(entry -> entry.action())
          .containsExactly(
              "task.restore",
              "task.delete",
              "task.reopen",
              "task.cancel",
              "task.await",
              "task.snooze",
              "task.start",
              "task.create");
    }
  }

  @Nested
  class Merging_leads {

    @Test
    void lets_their_tasks_follow_and_come_back() {
      Lead winner = trial.leads(ada).capture(new Capture(LeadDrafts.company("A"))).orElseThrow();
      Lead loser = trial.leads(ada).capture(new Capture(LeadDrafts.company("B"))).orElseThrow();
      Task task = create(ada, TaskDraft.of("Call").about(loser.subject()), null);
      var merge =
          trial
              .as(ada)
              .merges()
              .merge(new Merges.Command(winner.id(), List.of(loser.id()), Map.of(), Map.of()))
              .orElseThrow();
      TaskView moved = trial.as(ada).taskQueries().get(task.id()).orElseThrow();
      assertThat(moved.content().related()).isEqualTo(winner.subject());
      assertThat(moved.relatedName()).isEqualTo("A");

      trial.as(ada).merges().undo(merge.id()).orElseThrow();
      assertThat(trial.as(ada).taskQueries().get(task.id()).orElseThrow().content().related())
          .isEqualTo(loser.subject());
    }
  }

  @Nested
  class A_list {

    @Test
    void knows_what_is_overdue_at_the_moment() {
      Task late = create(ada, due("Late", DueDraft.at(NOW, "UTC")), null);
      Task soon = create(ada, due("Soon", DueDraft.at(NOW.plusSeconds(60), "UTC")), null);
      Task never = create(ada, TaskDraft.of("Some day"), null);
      Task done = create(ada, due("Done", DueDraft.at(NOW, "UTC")), null);
      trial.as(ada).tasks().complete(done.id(), null).orElseThrow();

      assertThat(list(ada, "overdue eq true")).containsExactly(late.id());
      assertThat(list(ada, "overdue ne true"))
          .containsExactlyInAnyOrder(soon.id(), never.id(), done.id());
      assertThat(list(ada, "overdue eq false")).hasSize(3);
      assertThat(list(ada, "not overdue eq true and open eq true")).hasSize(2);
      assertThat(list(ada, "overdue in (true, false)")).hasSize(4);
      assertThat(list(ada, "overdue isNull")).isEmpty();
      trial.clock.advance(Duration.ofMinutes(1));
      assertThat(list(ada, "overdue eq true")).containsExactlyInAnyOrder(late.id(), soon.id());
      assertThat(trial.as(ada).taskQueries().get(soon.id()).orElseThrow().overdue()).isTrue();
    }

    @Test
    void shows_what_the_single_read_and_the_day_show() {
      create(ada, TaskDraft.of("Ada's"), ada.id());
      Task hers = create(ada, TaskDraft.of("Olga's"), olga.id());
      Task nobodys = create(ada, TaskDraft.of("Nobody's"), null);
      assertThat(list(olga, "open eq true")).containsExactly(hers.id());
      assertThat(trial.as(olga).taskQueries().get(nobodys.id()))
          .isEqualTo(Outcome.refused(NotFound.of("task", nobodys.id().value())));
      assertThat(trial.as(olga).taskQueries().day(null).orElseThrow().undated())
          .extracting(TaskView::id)
          .containsExactly(hers.id());
    }

    @Test
    void names_no_record_that_the_reader_may_not_see() {
      Lead lead = trial.leads(ada).capture(new Capture(LeadDrafts.ada())).orElseThrow();
      Task task = create(ada, TaskDraft.of("Call").about(lead.subject()), olga.id());
      assertThat(trial.as(olga).taskQueries().get(task.id()).orElseThrow().relatedName()).isNull();
      assertThat(trial.as(ada).taskQueries().get(task.id()).orElseThrow().relatedName())
          .isEqualTo("Ada Lovelace");
    }
  }

  @Nested
  class The_day_of_somebody {

    private final ZoneId tokyo = ZoneId.of("Asia/Tokyo");

    @Test
    void is_told_by_their_own_clock() {
      // It is 09:00 in UTC, 18:00 in Tokyo.
      day("yesterday", DueDraft.on(TODAY.minusDays(1)));
      day("passed", DueDraft.at(NOW.minusSeconds(1), "UTC"));
      day("today", DueDraft.on(TODAY));
      day("tonight", DueDraft.at(Instant.parse("2026-03-02T16:00:00Z"), "UTC"));
      day("in a week", DueDraft.on(TODAY.plusDays(7)));
      day("later", DueDraft.on(TODAY.plusDays(8)));
      day("some day", DueDraft.NONE);

      TaskQueries.Day utc = trial.as(olga).taskQueries().day(ZoneId.of("UTC")).orElseThrow();
      assertThat(utc.date()).isEqualTo(TODAY);
      assertThat(subjects(utc.overdue())).containsExactly("yesterday", "passed");
      assertThat(subjects(utc.today())).containsExactly("tonight", "today");
      assertThat(subjects(utc.next())).containsExactly("in a week");
      assertThat(subjects(utc.undated())).containsExactly("some day");
      assertThat(utc.more()).isFalse();

      TaskQueries.Day there = trial.as(olga).taskQueries().day(tokyo).orElseThrow();
      assertThat(subjects(there.today())).containsExactly("today");
      assertThat(subjects(there.next())).containsExactly("tonight", "in a week");
    }

    @Test
    void has_what_is_snoozed_apart_until_its_moment() {
      Task task = day("today", DueDraft.on(TODAY));
      Instant until = NOW.plus(Duration.ofHours(2));
      trial.as(olga).tasks().snooze(task.id(), until).orElseThrow();
      TaskQueries.Day before = trial.as(olga).taskQueries().day(null).orElseThrow();
      assertThat(before.today()).isEmpty();
      assertThat(subjects(before.snoozed())).containsExactly("today");
      trial.clock.set(until);
      TaskQueries.Day after = trial.as(olga).taskQueries().day(null).orElseThrow();
      assertThat(subjects(after.today())).containsExactly("today");
      assertThat(after.snoozed()).isEmpty();
    }

    @Test
    void has_the_more_urgent_first_of_what_is_due_together() {
      day("normal", DueDraft.on(TODAY));
      create(olga, due("urgent", DueDraft.on(TODAY)).priority(Priority.URGENT), null);
      assertThat(subjects(trial.as(olga).taskQueries().day(null).orElseThrow().today()))
          .containsExactly("urgent", "normal");
    }

    private Task day(String subject, DueDraft due) {
      return create(olga, due(subject, due), null);
    }

    private List<String> subjects(List<TaskView> views) {
      return views.stream().map(view -> view.content().subject()).toList();
    }
  }

  private static TaskDraft due(String subject, DueDraft due) {
    return TaskDraft.of(subject).due(due);
  }

  private Task create(Actor actor, TaskDraft draft, @Nullable UserId owner) {
    return trial.as(actor).tasks().create(new Create(draft, owner)).orElseThrow();
  }

  private List<TaskId> list(Actor actor, String filter) {
    return trial
        .as(actor)
        .taskQueries()
        .list(
            ListQuery.all(TaskFields.CATALOGUE)
                .where(FilterParser.parse(TaskFields.CATALOGUE, filter).orElseThrow()))
        .orElseThrow()
        .items()
        .stream()
        .map(TaskView::id)
        .toList();
  }

  private static Actor doer(String name, Scope scope) {
    return Actors.named(
        name,
        new Grants(
            Map.of(
                new Permission(Feature.TASK, Action.VIEW), scope,
                new Permission(Feature.TASK, Action.CREATE), scope,
                new Permission(Feature.TASK, Action.EDIT), scope),
            Set.of()));
  }
}
