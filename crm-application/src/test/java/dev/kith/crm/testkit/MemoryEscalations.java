package dev.kith.crm.testkit;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.kith.crm.application.task.escalation.EscalationStore;
import dev.kith.crm.application.task.escalation.EscalationStore.Planned;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.Escalation;
import dev.kith.crm.domain.task.escalation.EscalationPolicyId;
import dev.kith.crm.domain.task.escalation.EscalationState;
import dev.kith.crm.testkit.MemoryEscalations.PlanKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

final class MemoryEscalations extends MemoryPlans<PlanKey, Planned> implements EscalationStore {

  record PlanKey(TaskId task, EscalationPolicyId policy) {}

  private record Key(TaskId task, EscalationPolicyId policy, int level, Instant beginning) {}

  private final MemoryTransactions transactions;
  private final Supplier<List<Task>> tasks;
  private final MemoryTable<TaskId, EscalationState> states;
  private final MemoryTable<Key, Escalation> escalations;

  MemoryEscalations(MemoryTransactions transactions, Supplier<List<Task>> tasks) {
    super(transactions, plan -> new PlanKey(plan.task(), plan.policy()), Planned::due);
    this.transactions = transactions;
    this.tasks = tasks;
    this.states = new MemoryTable<>(transactions);
    this.escalations = new MemoryTable<>(transactions);
  }

  @Override
  public Map<TaskId, EscalationState> states(Collection<TaskId> ids) {
    return ids.stream()
        .filter(id -> states.find(id).isPresent())
        .collect(toMap(id -> id, id -> states.find(id).orElseThrow()));
  }

  @Override
  public void save(TaskId task, EscalationState state) {
    states.put(task, state);
  }

  @Override
  public Map<TaskId, List<Escalation>> escalations(Collection<TaskId> ids) {
    return escalations.all().stream()
        .filter(escalation -> ids.contains(escalation.task()))
        .sorted(
            comparing(Escalation::at)
                .thenComparing(Escalation::moment)
                .thenComparing(Escalation::level))
        .collect(groupingBy(Escalation::task));
  }

  @Override
  public void add(Escalation escalation) {
    Key key =
        new Key(escalation.task(), escalation.policy(), escalation.level(), escalation.beginning());
    transactions.alone(() -> {
      if (escalations.find(key).isPresent()) {
        throw new IllegalStateException("it has been escalated: " + key);
      }
      escalations.put(key, escalation);
      return key;
    });
  }

  @Override
  public void plan(Collection<TaskId> ids, List<Planned> wanted) {
    transactions.alone(() -> {
      keys().filter(key -> ids.contains(key.task())).forEach(this::drop);
      wanted.forEach(this::put);
      return wanted;
    });
  }

  @Override
  public Map<UserId, Long> openTasks(Collection<UserId> users) {
    return tasks.get().stream()
        .filter(task -> task.status().name().isOpen() && !task.revision().isDeleted())
        .filter(task -> task.owner() != null && users.contains(task.owner()))
        .collect(groupingBy(task -> Objects.requireNonNull(task.owner()), counting()));
  }
}
