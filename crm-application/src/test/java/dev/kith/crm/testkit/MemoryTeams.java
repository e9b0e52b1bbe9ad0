package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.access.TeamStore;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.shared.CommonRefusal;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class MemoryTeams implements TeamStore {

  private final MemoryAggregates<TeamId, Team> teams;
  private final MemoryUsers users;

  MemoryTeams(MemoryTransactions transactions, MemoryUsers users) {
    this.teams = new MemoryAggregates<>(transactions, Team::id);
    this.users = users;
  }

  List<Team> all() {
    return teams.all();
  }

  List<Team> live() {
    return teams.live();
  }

  @Override
  public Optional<Team> find(TeamId id) {
    return teams.find(id);
  }

  @Override
  public Outcome<Team> add(Team team) {
    return teams.add(team, this::unlessNameTaken);
  }

  @Override
  public Outcome<Team> update(Team team) {
    return teams.update(team, this::unlessNameTaken);
  }

  @Override
  public Set<TeamId> lock(Collection<TeamId> ids) {
    return live().stream().map(Team::id).filter(ids::contains).collect(toImmutableSet());
  }

  @Override
  public int membersOf(TeamId id) {
    return (int) users.all().stream().filter(u -> u.teams().contains(id)).count();
  }

  private Outcome<Team> unlessNameTaken(Team team) {
    boolean taken =
        !team.revision().isDeleted()
            && live().stream()
                .anyMatch(t -> !t.id().equals(team.id()) && t.name().equalsIgnoreCase(team.name()));
    return taken
        ? Outcome.refused(new CommonRefusal.NameTaken("team", team.name()))
        : Outcome.done(team);
  }
}
