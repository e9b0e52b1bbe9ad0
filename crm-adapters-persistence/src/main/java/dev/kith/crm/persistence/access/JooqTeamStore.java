package dev.kith.crm.persistence.access;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.kith.crm.persistence.generated.Tables.APP_TEAM;
import static dev.kith.crm.persistence.generated.Tables.USER_TEAM;

import dev.kith.crm.application.access.TeamStore;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.shared.CommonRefusal;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.AppTeamRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

public final class JooqTeamStore implements TeamStore {

  private static final String NAME_UNIQUE = "app_team_name_unique";

  private final Database database;

  public JooqTeamStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Team> find(TeamId id) {
    return database
        .dsl()
        .selectFrom(APP_TEAM)
        .where(APP_TEAM.ID.eq(id.value()))
        .fetchOptional()
        .map(JooqTeamStore::team);
  }

  @Override
  public Outcome<Team> add(Team team) {
    return Saving.refusedIfTaken(
        NAME_UNIQUE,
        taken(team),
        () -> {
          database.dsl().executeInsert(row(team));
          return Outcome.done(team);
        });
  }

  @Override
  public Outcome<Team> update(Team team) {
    return Saving.refusedIfTaken(
        NAME_UNIQUE,
        taken(team),
        () -> Saving.replace(database, team, row(team), APP_TEAM.ID, APP_TEAM.VERSION));
  }

  @Override
  public Set<TeamId> lock(Collection<TeamId> ids) {
    return ids.isEmpty()
        ? Set.of()
        : database
            .dsl()
            .select(APP_TEAM.ID)
            .from(APP_TEAM)
            .where(APP_TEAM.ID.in(ids.stream().map(TeamId::value).toList()))
            .and(APP_TEAM.DELETED_AT.isNull())
            .orderBy(APP_TEAM.ID)
            .forUpdate()
            .fetch(APP_TEAM.ID)
            .stream()
            .map(TeamId::new)
            .collect(toImmutableSet());
  }

  @Override
  public int membersOf(TeamId id) {
    return database.dsl().fetchCount(USER_TEAM, USER_TEAM.TEAM_ID.eq(id.value()));
  }

  private static CommonRefusal taken(Team team) {
    return new CommonRefusal.NameTaken("team", team.name());
  }

  private static Team team(AppTeamRecord row) {
    return new Team(
        new TeamId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        row.getName());
  }

  private static AppTeamRecord row(Team team) {
    String nameKey = team.name().toLowerCase(Locale.ROOT);
    AppTeamRecord row = new AppTeamRecord();
    row.setId(team.id().value());
    row.setVersion(team.revision().version());
    row.setCreatedAt(team.revision().createdAt());
    row.setUpdatedAt(team.revision().updatedAt());
    row.setDeletedAt(team.revision().deletedAt());
    row.setName(team.name());
    row.setNameSort(nameKey);
    row.setLiveNameKey(team.revision().isDeleted() ? null : nameKey);
    return row;
  }
}
