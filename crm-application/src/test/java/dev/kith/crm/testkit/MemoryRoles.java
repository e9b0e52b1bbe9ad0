package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import dev.kith.crm.application.access.RoleStore;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.shared.CommonRefusal;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MemoryRoles implements RoleStore {

  private final MemoryAggregates<RoleId, Role> roles;
  private final MemoryUsers users;

  MemoryRoles(MemoryTransactions transactions, MemoryUsers users) {
    this.roles = new MemoryAggregates<>(transactions, Role::id);
    this.users = users;
  }

  List<Role> all() {
    return roles.all();
  }

  List<Role> live() {
    return roles.live();
  }

  @Override
  public Optional<Role> find(RoleId id) {
    return roles.find(id);
  }

  @Override
  public Outcome<Role> add(Role role) {
    return roles.add(
        role,
        added ->
            find(added.id()).isPresent()
                ? Outcome.refused(new CommonRefusal.NameTaken("role", added.name()))
                : unlessNameTaken(added));
  }

  @Override
  public Outcome<Role> update(Role role) {
    return roles.update(role, this::unlessNameTaken);
  }

  @Override
  public Map<RoleId, Role> lock(Collection<RoleId> ids) {
    return live().stream()
        .filter(r -> ids.contains(r.id()))
        .collect(toImmutableMap(Role::id, r -> r));
  }

  @Override
  public int holdersOf(RoleId id) {
    return (int) users.all().stream().filter(u -> u.roles().contains(id)).count();
  }

  private Outcome<Role> unlessNameTaken(Role role) {
    boolean taken =
        !role.revision().isDeleted()
            && live().stream()
                .anyMatch(r -> !r.id().equals(role.id()) && r.name().equalsIgnoreCase(role.name()));
    return taken
        ? Outcome.refused(new CommonRefusal.NameTaken("role", role.name()))
        : Outcome.done(role);
  }
}
