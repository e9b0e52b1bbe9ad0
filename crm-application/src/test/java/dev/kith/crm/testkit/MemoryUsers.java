package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.access.UserStore;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class MemoryUsers implements UserStore {

  private final MemoryAggregates<UserId, User> users;

  MemoryUsers(MemoryTransactions transactions) {
    users = new MemoryAggregates<>(transactions, User::id);
  }

  List<User> all() {
    return users.all();
  }

  Set<UserId> membersOf(TeamId team) {
    return all().stream()
        .filter(user -> user.teams().contains(team))
        .map(User::id)
        .collect(toImmutableSet());
  }

  @Override
  public Optional<User> find(UserId id) {
    return users.find(id);
  }

  /** Nobody else does anything while a run is under way. */
  @Override
  public Optional<User> lock(UserId id) {
    return users.find(id);
  }

  @Override
  public Outcome<User> add(User user) {
    return users.add(user, this::unlessLoginTaken);
  }

  @Override
  public Outcome<User> update(User user) {
    return users.update(user, this::unlessLoginTaken);
  }

  @Override
  public boolean isAnyone() {
    return !all().isEmpty();
  }

  @Override
  public int administratorsBesides(UserId user) {
    return (int) all().stream().filter(u -> !u.id().equals(user) && u.isAdministrator()).count();
  }

  private Outcome<User> unlessLoginTaken(User user) {
    return all().stream()
            .anyMatch(u -> !u.id().equals(user.id()) && u.login().key().equals(user.login().key()))
        ? Outcome.refused(new AccessRefusal.LoginTaken(user.login().text()))
        : Outcome.done(user);
  }
}
