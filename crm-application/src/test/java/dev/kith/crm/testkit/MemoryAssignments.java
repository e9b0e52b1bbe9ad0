package dev.kith.crm.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.kith.crm.application.assignment.AssignmentStore;
import dev.kith.crm.application.assignment.AssignmentView;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class MemoryAssignments implements AssignmentStore {

  private final MemoryTransactions transactions;
  private final Function<UserId, @Nullable String> userNames;
  private final MemoryTable<AssignmentId, Assignment> assignments;
  private final MemoryLists<AssignmentView> lists = new MemoryLists<>(AssignmentView.CATALOGUE);

  MemoryAssignments(MemoryTransactions transactions, Function<UserId, @Nullable String> userNames) {
    this.transactions = transactions;
    this.userNames = userNames;
    this.assignments = new MemoryTable<>(transactions);
  }

  @Override
  public void addAll(Collection<Assignment> added) {
    transactions.alone(() -> {
      added.forEach(this::insert);
      return added;
    });
  }

  private void insert(Assignment assignment) {
    String origin = assignment.origin();
    if (origin != null && ofOrigin(origin).isPresent()) {
      throw new ConcurrentChangeException("the origin is taken", new IllegalStateException(origin));
    }
    assignments.put(assignment.id(), assignment);
  }

  @Override
  public Optional<Assignment> ofOrigin(String origin) {
    return assignments.all().stream().filter(a -> origin.equals(a.origin())).findFirst();
  }

  @Override
  public Optional<AssignmentView> find(AssignmentId id, Visibility visible) {
    return assignments.find(id).filter(a -> visible.reaches(a.user())).map(this::view);
  }

  @Override
  public Page<AssignmentView> page(ListQuery query, Visibility visible) {
    return lists.page(
        assignments.all().stream().filter(a -> visible.reaches(a.user())).map(this::view).toList(),
        query);
  }

  @Override
  public Map<UserId, Long> givenSince(AssignmentPoolId pool, Instant since) {
    return assignments.all().stream()
        .filter(a -> a.pool().equals(pool) && a.user() != null && !a.at().isBefore(since))
        .collect(groupingBy(a -> Objects.requireNonNull(a.user()), counting()));
  }

  private AssignmentView view(Assignment assignment) {
    UserId user = assignment.user();
    return new AssignmentView(assignment, user == null ? null : userNames.apply(user), null);
  }
}
