package dev.kith.crm.application.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.assignment.AssignmentView;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.application.task.Tasks.Deed;
import dev.kith.crm.application.task.Tasks.Edit;
import dev.kith.crm.application.task.Tasks.OnTask;
import dev.kith.crm.application.task.Tasks.Step;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskField;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.TaskStatus;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ManyTasksAtOnceSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Actor olga =
      Actors.named(
          "Olga",
          new Grants(
              Map.of(
                  new Permission(Feature.TASK, Action.VIEW), Scope.ALL,
                  new Permission(Feature.TASK, Action.EDIT), Scope.OWN),
              Set.of()));

  private static final UserId OLGA = Actors.userId("Olga");
  private static final UserId PIT = Actors.userId("Pit");

  private static PoolMember member(UserId user) {
    return PoolMember.of(user, 1);
  }

  private AssignmentPoolId pool(PoolTerms terms) {
    return trial.as(ada).assignmentPools().setUp(terms).orElseThrow().id();
  }

  private List<Assignment> made() {
    return trial
        .as(ada)
        .assignments()
        .list(ListQuery.all(AssignmentView.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .map(AssignmentView::assignment)
        .toList();
  }

  @Nested
  class A_batch {

    @Test
    void does_each_step_as_if_it_were_done_alone() {
      Task call = create("Call", ada.id());
      Task write = create("Write", ada.id());
      Task visit = create("Visit", null);
      Task send = create("Send", null);
      LocalDate day = LocalDate.of(2026, 3, 9);
      List<Outcome<Task>> outcomes =
          batch(
              ada,
              false,
              new Create(TaskDraft.of("New"), olga.id()),
              on(call, new Deed.Complete("She takes it")),
              on(write, new Deed.Assign(olga.id())),
              on(visit, new Deed.Cancel("She moved")),
              on(
                  send,
                  new Edit(
                      Set.of(TaskField.DUE, TaskField.PRIORITY),
                      TaskDraft.of("").due(DueDraft.on(day)).priority(Priority.HIGH))));
      List<Task> done = outcomes.stream().map(Outcome::orElseThrow).toList();
      assertThat(done.get(0).owner()).isEqualTo(olga.id());
      assertThat(done.get(1).status())
          .isEqualTo(new TaskStatus.Done(trial.clock.instant(), "She takes it"));
      assertThat(done.get(2).owner()).isEqualTo(olga.id());
      assertThat(done.get(3).status().remark()).isEqualTo("She moved");
      assertThat(done.get(4).content().priority()).isEqualTo(Priority.HIGH);
      assertThat(done.get(4).content().subject()).isEqualTo("Send");
      done.forEach(task -> assertThat(trial.storage.tasks().find(task.id())).contains(task));
      assertThat(actions(call.id())).containsExactly("task.complete", "task.create");
      assertThat(actions(done.getFirst().id())).containsExactly("task.create");
      assertThat(trial.crm.as(Actor.SYSTEM).auditTrail().verify().orElseThrow().isIntact())
          .isTrue();
    }

    @Test
    void tells_of_each_step_why_it_was_refused_and_does_the_others() {
      Task hers = create("Hers", olga.id());
      Task adas = create("Ada's", ada.id());
      Task gone = create("Gone", olga.id());
      trial.as(ada).tasks().delete(gone.id()).orElseThrow();
      assertThat(
              codes(
                  batch(
                      olga,
                      false,
                      on(hers, new Deed.Complete(null)),
                      on(hers, new Deed.Cancel(null)),
                      on(adas, new Deed.Complete(null)),
                      on(gone, new Deed.Complete(null)),
                      on(adas, new Deed.Assign(olga.id())),
                      new Create(TaskDraft.of("New"), null))))
          .containsExactly("done", "invalid", "forbidden", "task-deleted", "invalid", "forbidden");
      assertThat(found(hers).status().name()).isEqualTo(TaskStatus.Name.DONE);
      assertThat(found(adas)).isEqualTo(adas);
    }

    @Test
    void does_all_or_nothing_where_it_is_one() {
      Task call = create("Call", null);
      Task ended = create("Ended", null);
      trial.as(ada).tasks().complete(ended.id(), null).orElseThrow();
      assertThat(
              codes(
                  batch(
                      ada,
                      true,
                      on(call, new Deed.Complete(null)),
                      on(ended, new Deed.Complete(null)),
                      new Create(TaskDraft.of(" "), null))))
          .containsExactly("batch-refused", "invalid-transition", "invalid");
      assertThat(found(call)).isEqualTo(call);
      assertThat(codes(batch(ada, true, on(call, new Deed.Complete(null)))))
          .containsExactly("done");
    }

    @Test
    void refuses_what_was_changed_meanwhile_if_a_version_is_named() {
      Task call = create("Call", null);
      trial.as(ada).tasks().start(call.id()).orElseThrow();
      assertThat(codes(batch(ada, false, new OnTask(call.id(), 1L, new Deed.Complete(null)))))
          .containsExactly("stale-version");
      assertThat(codes(batch(ada, false, new OnTask(call.id(), 2L, new Deed.Complete(null)))))
          .containsExactly("done");
    }

    @Test
    void gives_tasks_to_a_pool_one_after_the_other() {
      AssignmentPoolId pool = pool(PoolTerms.of("Two", List.of(member(OLGA), member(PIT))));
      List<Task> tasks =
          Stream.of("A", "B", "C", "D").map(subject -> create(subject, null)).toList();
      Step[] steps =
          tasks.stream().map(task -> on(task, new Deed.AssignFrom(pool))).toArray(Step[]::new);
      List<Outcome<Task>> outcomes = batch(ada, true, steps);
      assertThat(outcomes)
          .extracting(outcome -> outcome.orElseThrow().owner())
          .containsExactly(OLGA, PIT, OLGA, PIT);
      assertThat(made())
          .extracting(Assignment::record, Assignment::user)
          .containsExactlyInAnyOrder(
              tuple(tasks.get(0).subject(), OLGA),
              tuple(tasks.get(1).subject(), PIT),
              tuple(tasks.get(2).subject(), OLGA),
              tuple(tasks.get(3).subject(), PIT));
      assertThat(actions(tasks.getFirst().id())).containsExactly("task.assign", "task.create");
      Task next = create("E", null);
      assertThat(trial.as(ada).tasks().assignFrom(next.id(), pool).orElseThrow().owner())
          .as("the turns go on where the batch left them")
          .isEqualTo(OLGA);
    }

    @Test
    void counts_what_each_was_given_for_what_follows() {
      AssignmentPoolId least =
          pool(
              new PoolTerms(
                  "Least",
                  true,
                  PoolTerms.Strategy.LEAST_LOAD,
                  false,
                  PoolTerms.Matching.OFF,
                  PoolTerms.Matching.OFF,
                  null,
                  null,
                  List.of(member(OLGA), member(PIT))));
      create("Has one", OLGA);
      create("Has another", OLGA);
      Task first = create("A", null);
      Task second = create("B", null);
      Task third = create("C", null);
      assertThat(
              batch(
                  ada,
                  false,
                  on(first, new Deed.AssignFrom(least)),
                  on(second, new Deed.AssignFrom(least)),
                  on(third, new Deed.AssignFrom(least))))
          .extracting(outcome -> outcome.orElseThrow().owner())
          .containsExactly(PIT, PIT, OLGA);

      AssignmentPoolId full =
          pool(
              PoolTerms.of(
                  "Full", List.of(new PoolMember(PIT, 1, 1, Set.of(), Set.of(), null, List.of()))));
      Task fourth = create("D", null);
      Task fifth = create("E", null);
      assertThat(
              batch(
                  ada,
                  false,
                  on(fourth, new Deed.AssignFrom(full)),
                  on(fifth, new Deed.AssignFrom(full))))
          .extracting(outcome -> outcome.orElseThrow().owner())
          .containsExactly(PIT, null);
    }

    @Test
    void gives_a_task_as_the_record_that_it_is_about_would_be_given() {
      AssignmentPoolId sticky =
          pool(
              new PoolTerms(
                  "Sticky",
                  true,
                  PoolTerms.Strategy.WEIGHTED_ROUND_ROBIN,
                  true,
                  PoolTerms.Matching.OFF,
                  PoolTerms.Matching.OFF,
                  null,
                  null,
                  List.of(member(OLGA), member(PIT))));
      Lead lead = trial.leads(ada).capture(new Capture(LeadDrafts.ada())).orElseThrow();
      trial.leads(ada).assign(lead.id(), PIT).orElseThrow();
      TaskDraft about = TaskDraft.of("Call").about(lead.subject());
      Task one = trial.as(ada).tasks().create(new Create(about, null)).orElseThrow();
      Task two = trial.as(ada).tasks().create(new Create(about, null)).orElseThrow();
      assertThat(
              batch(
                  ada,
                  false,
                  on(one, new Deed.AssignFrom(sticky)),
                  on(two, new Deed.AssignFrom(sticky))))
          .extracting(outcome -> outcome.orElseThrow().owner())
          .containsExactly(PIT, PIT);
    }

    @Test
    void says_why_a_pool_gives_nothing_and_takes_nobodys_turn() {
      AssignmentPoolId pool = pool(PoolTerms.of("Two", List.of(member(OLGA), member(PIT))));
      AssignmentPoolId nowhere = new AssignmentPoolId(new UUID(4, 4));
      Task gone = create("Gone", null);
      trial.as(ada).tasks().delete(gone.id()).orElseThrow();
      Task there = create("There", null);
      assertThat(
              codes(
                  batch(
                      ada,
                      false,
                      on(gone, new Deed.AssignFrom(pool)),
                      on(there, new Deed.AssignFrom(nowhere)))))
          .containsExactly("task-deleted", "not-found");
      assertThat(
              codes(
                  batch(
                      ada,
                      true,
                      on(there, new Deed.AssignFrom(pool)),
                      on(gone, new Deed.AssignFrom(pool)))))
          .containsExactly("batch-refused", "task-deleted");
      assertThat(codes(batch(olga, false, on(there, new Deed.AssignFrom(pool)))))
          .containsExactly("forbidden");
      assertThat(made()).isEmpty();
      assertThat(
              batch(ada, false, on(there, new Deed.AssignFrom(pool)))
                  .getFirst()
                  .orElseThrow()
                  .owner())
          .isEqualTo(OLGA);
    }

    @Test
    void makes_one_task_of_an_origin_however_often_it_is_named() {
      Task first =
          trial
              .as(ada)
              .tasks()
              .create(new Create(TaskDraft.of("First"), null, "rule/1"))
              .orElseThrow();
      List<Outcome<Task>> outcomes =
          batch(
              ada,
              false,
              new Create(TaskDraft.of("Again"), null, " rule/1 "),
              new Create(TaskDraft.of("Second"), null, "rule/2"),
              new Create(TaskDraft.of("Second again"), null, "rule/2"));
      assertThat(outcomes.getFirst()).isEqualTo(Outcome.done(first));
      assertThat(outcomes.get(2)).isEqualTo(outcomes.get(1));
      assertThat(trial.storage.tasks().ofOrigin("rule/2")).contains(outcomes.get(1).orElseThrow());
    }

    @Test
    void makes_tasks_about_what_the_actor_can_see() {
      Lead lead = trial.leads(ada).capture(new Capture(LeadDrafts.ada())).orElseThrow();
      Lead gone = trial.leads(ada).capture(new Capture(LeadDrafts.company("Gone"))).orElseThrow();
      trial.leads(ada).delete(gone.id()).orElseThrow();
      assertThat(
              codes(
                  batch(
                      ada,
                      false,
                      new Create(TaskDraft.of("Call").about(lead.subject()), null),
                      new Create(TaskDraft.of("Call").about(gone.subject()), null))))
          .containsExactly("done", "unknown-related");
    }

    @Test
    void lets_what_comes_again_come_again_where_it_is_done_or_cancelled() {
      Task weekly =
          trial
              .as(ada)
              .tasks()
              .create(
                  new Create(
                      TaskDraft.of("Call the warehouse")
                          .due(DueDraft.on(LocalDate.of(2026, 3, 2)))
                          .recurring(RecurrenceDraft.of("FREQ=WEEKLY")),
                      olga.id()))
              .orElseThrow();
      Task other = create("Other", null);
      assertThat(
              codes(
                  batch(
                      ada,
                      true,
                      on(weekly, new Deed.Complete(null)),
                      on(weekly, new Deed.Cancel(null)))))
          .containsExactly("batch-refused", "invalid");
      assertThat(open()).isEqualTo(2);

      batch(ada, false, on(weekly, new Deed.Complete(null)), on(other, new Deed.Cancel(null)));
      Task next = trial.storage.tasks().lockOpen(null, 10).getFirst();
      assertThat(open()).isEqualTo(1);
      assertThat(next.content().due())
          .isEqualTo(new Due.On(LocalDate.of(2026, 3, 9), ZoneId.of("UTC")));
      assertThat(next.owner()).isEqualTo(olga.id());
      assertThat(actions(next.id())).containsExactly("task.recur");
    }

    private @Nullable Long open() {
      return trial.as(ada).taskMetrics().of(noPeriod()).orElseThrow().total().open();
    }

    @Test
    void happens_once_under_a_key() {
      List<Step> steps =
          List.of(new Create(TaskDraft.of("Call"), null), new Create(TaskDraft.of(" "), null));
      List<Outcome<Task>> first =
          trial.as(ada).idempotent("k").tasks().batch(steps, false).orElseThrow();
      List<Outcome<Task>> second =
          trial.as(ada).idempotent("k").tasks().batch(steps, false).orElseThrow();
      assertThat(second).isEqualTo(first);
      assertThat(open()).isEqualTo(1);
    }

    @Test
    void has_a_thousand_steps_at_most() {
      Step step = new Create(TaskDraft.of("Call"), null);
      assertThat(batch(ada, false, Collections.nCopies(1_000, step).toArray(Step[]::new)))
          .hasSize(1_000)
          .allMatch(outcome -> outcome instanceof Outcome.Done<Task>);
      assertThat(
              trial.as(ada).tasks().batch(Collections.nCopies(1_001, step), false)
                      instanceof Outcome.Refused<?>(var refusal)
                  ? refusal.code()
                  : "done")
          .isEqualTo("invalid");
    }
  }

  private static TaskMetrics.Question noPeriod() {
    return TaskMetrics.Question.of(null, null, null);
  }

  private static OnTask on(Task task, Tasks.Deed deed) {
    return new OnTask(task.id(), null, deed);
  }

  private List<Outcome<Task>> batch(Actor actor, boolean atomic, Step... steps) {
    return trial.as(actor).tasks().batch(List.of(steps), atomic).orElseThrow();
  }

  private static List<String> codes(List<Outcome<Task>> outcomes) {
    return outcomes.stream()
        .map(outcome ->
            outcome instanceof Outcome.Refused<Task>(var refusal) ? refusal.code() : "done")
        .toList();
  }

  private List<String> actions(TaskId id) {
    return trial.as(ada).taskQueries().timeline(id, null, 10).orElseThrow().stream()
        .map(AuditEntry::action)
        .toList();
  }

  private Task found(Task task) {
    return trial.storage.tasks().find(task.id()).orElseThrow();
  }

  private Task create(String subject, @Nullable UserId owner) {
    return trial.as(ada).tasks().create(new Create(TaskDraft.of(subject), owner)).orElseThrow();
  }
}
