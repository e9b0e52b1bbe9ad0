package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.task.escalation.EscalationStore;
import dev.kith.crm.application.task.escalation.EscalationStore.Planned;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.domain.task.escalation.Escalation;
import dev.kith.crm.domain.task.escalation.EscalationLevel;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationPolicyId;
import dev.kith.crm.domain.task.escalation.EscalationState;
import dev.kith.crm.domain.task.escalation.EscalationState.Acknowledgement;
import dev.kith.crm.domain.task.escalation.EscalationState.Pause;
import dev.kith.crm.domain.task.escalation.EscalationTarget;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import dev.kith.crm.domain.task.escalation.EscalationTerms.Since;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the stores of escalation promise, and those of tasks to it. */
public interface EscalationStoresContract extends StorageContract {

  // Long before whatever other tests of the same storage plan.
  Instant T0 = Instant.parse("1990-01-01T00:00:00Z");

  @Test
  default void a_policy_comes_back_as_it_was_and_its_name_is_its_own() {
    EscalationPolicy policy = added(policy("Late calls"));
    assertThat(storage().escalationPolicies().find(policy.id())).contains(policy);
    EscalationPolicy active = updated(policy.activate(T0).next());
    assertThat(storage().escalationPolicies().live()).contains(active);
    assertThat(
            storage()
                .transactions()
                .run(() -> storage().escalationPolicies().add(policy("late CALLS"))))
        .isEqualTo(Outcome.refused(new NameTaken("escalation-policy", "late CALLS")));
    updated(active.delete(T0).next());
    assertThat(storage().escalationPolicies().live()).doesNotContain(active);
    added(policy("late CALLS"));
  }

  @Test
  default void what_is_known_of_a_task_comes_back_as_it_was() {
    TaskId task = Tasks.anId();
    EscalationState all =
        new EscalationState(
            T0,
            List.of(
                new Pause(T0, T0.plusSeconds(1)), new Pause(T0.plusSeconds(2), T0.plusSeconds(3))),
            T0.plusSeconds(4),
            new Acknowledgement(T0.plusSeconds(5), T0.plusSeconds(6), "Olga"));
    save(task, EscalationState.NOTHING.waiting(T0));
    assertThat(store().states(List.of(task, Tasks.anId())))
        .isEqualTo(Map.of(task, EscalationState.NOTHING.waiting(T0)));
    save(task, all);
    assertThat(store().states(List.of(task))).isEqualTo(Map.of(task, all));
  }

  @Test
  default void a_level_is_reached_once_for_a_beginning() {
    TaskId task = Tasks.anId();
    EscalationPolicyId policy = new EscalationPolicyId(Leads.anId().value());
    Escalation second = escalation(task, policy, 2, T0, true);
    Escalation first = escalation(task, policy, 1, T0, false);
    Escalation again = escalation(task, policy, 1, T0.plusSeconds(60), false);
    List.of(second, first, again).forEach(this::keep);
    assertThat(store().escalations(List.of(task, Tasks.anId())))
        .isEqualTo(Map.of(task, List.of(first, second, again)));
    assertThatThrownBy(() -> keep(first)).isInstanceOf(RuntimeException.class);
  }

  @Test
  default void plans_are_taken_once_at_their_moment_and_replaced_by_task() {
    TaskId first = Tasks.anId();
    TaskId second = Tasks.anId();
    EscalationPolicyId policy = new EscalationPolicyId(Leads.anId().value());
    EscalationPolicyId other = new EscalationPolicyId(Leads.anId().value());
    plan(List.of(first), new Planned(first, policy, T0.plusSeconds(9)));
    plan(
        List.of(first, second),
        new Planned(first, policy, T0.plusSeconds(2)),
        new Planned(first, other, T0.plusSeconds(1)),
        new Planned(second, policy, T0.plusSeconds(3)));
    assertThat(store().nextDue()).contains(T0.plusSeconds(1));
    assertThat(take(T0.plusSeconds(2))).contains(new Planned(first, other, T0.plusSeconds(1)));
    assertThat(take(T0.plusSeconds(2))).contains(new Planned(first, policy, T0.plusSeconds(2)));
    assertThat(take(T0.plusSeconds(2))).isEmpty();
    plan(List.of(second));
    assertThat(take(T0.plusSeconds(60))).isEmpty();
  }

  @Test
  default void a_plan_that_is_left_to_a_job_is_taken_by_it_alone() {
    EscalationPolicyId policy = new EscalationPolicyId(Leads.anId().value());
    Planned plan = new Planned(Tasks.anId(), policy, T0);
    Planned later = new Planned(Tasks.anId(), policy, T0.plusSeconds(1));
    plan(List.of(later.task()), later);
    new LeavingPlans<>(storage(), store())
        .holds(
            plan,
            T0,
            () -> store().plan(List.of(plan.task()), List.of(plan)),
            later,
            T0.plusSeconds(1));
  }

  @Test
  default void open_tasks_are_counted_and_walked_through() {
    UserId olga = new UserId(UUID.randomUUID());
    Task one = add(Tasks.of(TaskDraft.of("One"), olga));
    Task two = add(Tasks.of(TaskDraft.of("Two"), olga));
    Task done = add(Tasks.of(TaskDraft.of("Done"), olga).complete(null, T0).orElseThrow().next());
    Task gone = add(Tasks.of(TaskDraft.of("Gone"), olga).delete(T0).next());
    assertThat(store().openTasks(Set.of(olga, new UserId(UUID.randomUUID()))))
        .isEqualTo(Map.of(olga, 2L));

    List<Task> all =
        storage().transactions().always(() -> storage().tasks().lockOpen(null, 1_000_000));
    assertThat(all).contains(one, two).doesNotContain(done, gone);
    TaskId middle = all.get(all.size() / 2).id();
    List<Task> rest =
        storage().transactions().always(() -> storage().tasks().lockOpen(middle, 1_000_000));
    assertThat(rest).isEqualTo(all.subList(all.size() / 2 + 1, all.size()));
    assertThat(storage().transactions().always(() -> storage().tasks().lock(gone.id())))
        .contains(gone);
  }

  private EscalationPolicy policy(String name) {
    EscalationTerms terms =
        new EscalationTerms(
            name,
            Set.of(TaskType.CALL, new TaskType("visit")),
            Set.of(Priority.HIGH, Priority.URGENT),
            Since.TOUCHED,
            new BusinessCalendarId(Leads.anId().value()),
            List.of(
                level(1, new EscalationTarget.Person(new UserId(Leads.anId().value()))),
                level(2, new EscalationTarget.Members(new TeamId(Leads.anId().value()))),
                level(3, new EscalationTarget.Holders(new RoleId(Leads.anId().value()))),
                level(4, new EscalationTarget.Managers(new RoleId(Leads.anId().value())))));
    return EscalationPolicy.write(new EscalationPolicyId(Leads.anId().value()), terms, T0)
        .orElseThrow()
        .next();
  }

  private static EscalationLevel level(int hours, EscalationTarget to) {
    return new EscalationLevel(Duration.ofHours(hours), to, Deed.REASSIGN, hours > 2);
  }

  private static Escalation escalation(
      TaskId task, EscalationPolicyId policy, int level, Instant beginning, boolean raised) {
    Instant moment = beginning.plusSeconds(level);
    return new Escalation(
        task, policy, "Late", level, beginning, moment, moment, Deed.NOTIFY, raised, "Told.");
  }

  private EscalationPolicy added(EscalationPolicy policy) {
    return kept(() -> storage().escalationPolicies().add(policy));
  }

  private EscalationPolicy updated(EscalationPolicy policy) {
    return kept(() -> storage().escalationPolicies().update(policy));
  }

  private Task add(Task task) {
    return kept(() -> storage().tasks().add(task));
  }

  private void save(TaskId task, EscalationState state) {
    kept(() -> {
      store().save(task, state);
      return Outcome.done(state);
    });
  }

  private void keep(Escalation escalation) {
    kept(() -> {
      store().add(escalation);
      return Outcome.done(escalation);
    });
  }

  private void plan(List<TaskId> tasks, Planned... plans) {
    kept(() -> {
      store().plan(tasks, List.of(plans));
      return Outcome.done(tasks);
    });
  }

  private Optional<Planned> take(Instant now) {
    return storage().transactions().always(() -> store().takeNext(now));
  }

  private EscalationStore store() {
    return storage().escalations();
  }
}
