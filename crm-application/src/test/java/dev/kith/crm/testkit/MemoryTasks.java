package dev.kith.crm.testkit;

import static java.util.Comparator.comparing;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.application.task.TaskReads;
import dev.kith.crm.application.task.TaskSlice;
import dev.kith.crm.application.task.TaskStore;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryTasks implements TaskStore, TaskReads {

  private final MemoryTransactions transactions;
  private final MemoryAggregates<TaskId, Task> tasks;
  private final Function<UserId, @Nullable String> userNames;
  private final Function<TeamId, Set<UserId>> members;
  private final MemoryLists<TaskView> lists = new MemoryLists<>(TaskFields.CATALOGUE);

  /**
   * @param members everybody who belongs to a team
   */
  MemoryTasks(
      MemoryTransactions transactions,
      Function<UserId, @Nullable String> userNames,
      Function<TeamId, Set<UserId>> members) {
    this.members = members;
    this.transactions = transactions;
    this.tasks = new MemoryAggregates<>(transactions, Task::id);
    this.userNames = userNames;
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return tasks.find(id);
  }

  @Override
  public Outcome<Task> add(Task task) {
    return tasks.add(
        task,
        added -> {
          String origin = added.origin();
          if (origin != null && ofOrigin(origin).isPresent()) {
            throw new ConcurrentChangeException(
                "the origin is taken", new IllegalStateException(origin));
          }
          return Outcome.done(added);
        });
  }

  @Override
  public Outcome<Task> update(Task task) {
    return tasks.update(task, Outcome::done);
  }

  /** Nobody else does anything while a run is under way. */
  @Override
  public Optional<Task> lock(TaskId id) {
    return tasks.find(id);
  }

  @Override
  public List<Task> lockOpen(@Nullable TaskId after, int limit) {
    return tasks.all().stream()
        .filter(task -> task.status().name().isOpen() && !task.revision().isDeleted())
        .sorted(comparing(task -> task.id().value()))
        .filter(task -> after == null || task.id().value().compareTo(after.value()) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Task> lockAll(Collection<TaskId> ids) {
    return tasks.all().stream().filter(task -> ids.contains(task.id())).toList();
  }

  @Override
  public void addAll(List<Task> many) {
    MemoryAggregates.each(many, this::add);
  }

  @Override
  public void updateAll(List<Task> many) {
    MemoryAggregates.each(many, this::update);
  }

  @Override
  public List<Task> ofOrigins(Collection<String> origins) {
    return tasks.all().stream()
        .filter(task -> task.origin() != null && origins.contains(task.origin()))
        .toList();
  }

  List<Task> all() {
    return tasks.all();
  }

  @Override
  public Optional<Task> ofOrigin(String origin) {
    return tasks.all().stream().filter(t -> origin.equals(t.origin())).findFirst();
  }

  @Override
  public List<TaskId> move(Subject from, Subject to) {
    return transactions.alone(() -> {
      List<TaskId> moved = about(from).map(Task::id).toList();
      moveBack(moved, from, to);
      return moved;
    });
  }

  @Override
  public void moveBack(Collection<TaskId> moved, Subject from, Subject to) {
    transactions.alone(() -> {
      about(from)
          .filter(task -> moved.contains(task.id()))
          .forEach(task -> update(task.about(to)).orElseThrow());
      return moved;
    });
  }

  private Stream<Task> about(Subject subject) {
    return tasks.all().stream().filter(task -> subject.equals(task.content().related()));
  }

  @Override
  public Optional<TaskView> find(TaskId id, Visibility visible) {
    return tasks.find(id).filter(task -> visible.reaches(task.owner())).map(this::view);
  }

  @Override
  public Page<TaskView> page(ListQuery query, Visibility visible) {
    return lists.page(found(query, visible), query);
  }

  @Override
  public void each(ListQuery query, Visibility visible, Consumer<TaskView> consumer) {
    lists.all(found(query, visible), query).forEach(consumer);
  }

  private List<TaskView> found(ListQuery query, Visibility visible) {
    return tasks.all().stream()
        .filter(task -> visible.reaches(task.owner()))
        .filter(task -> MemoryLists.isIn(query.bin(), task.revision()))
        .filter(task ->
            MemoryLists.mentions(query.search(), task.content().subject(), task.content().notes()))
        .map(this::view)
        .toList();
  }

  @Override
  public TaskSlice.Tally tally(TaskSlice slice, Visibility visible) {
    Set<UserId> team = slice.team() == null ? Set.of() : members.apply(slice.team());
    return TaskFold.tally(
        tasks.all().stream()
            .filter(task -> visible.reaches(task.owner()))
            .filter(task -> slice.team() == null || team.contains(task.owner()))
            .toList(),
        slice);
  }

  private TaskView view(Task task) {
    UserId owner = task.owner();
    return TaskView.of(task, owner == null ? null : userNames.apply(owner));
  }
}
