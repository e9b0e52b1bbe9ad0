package dev.kith.crm.persistence.access;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.kith.crm.persistence.generated.Tables.APP_USER;
import static dev.kith.crm.persistence.generated.Tables.USER_ROLE;
import static dev.kith.crm.persistence.generated.Tables.USER_TEAM;
import static org.jooq.impl.DSL.row;

import com.google.common.collect.Sets;
import dev.kith.crm.application.access.UserStore;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.AppUserRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.ResultQuery;
import org.jooq.TableField;

/** Users in one table, their roles and teams in two more. */
public final class JooqUserStore implements UserStore {

  private final Database database;

  public JooqUserStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<User> find(UserId id) {
    return read(id, database.dsl().selectFrom(APP_USER).where(APP_USER.ID.eq(id.value())));
  }

  @Override
  public Optional<User> lock(UserId id) {
    return read(
        id, database.dsl().selectFrom(APP_USER).where(APP_USER.ID.eq(id.value())).forUpdate());
  }

  private Optional<User> read(UserId id, ResultQuery<AppUserRecord> one) {
    return one.fetchOptional().map(row -> user(row, roles(id.value()), teams(id.value())));
  }

  @Override
  public Outcome<User> add(User user) {
    return Saving.refusedIfTaken(
        "app_user_login_unique",
        new AccessRefusal.LoginTaken(user.login().text()),
        () -> {
          database.dsl().executeInsert(rowOf(user));
          addRoles(user.id(), user.roles());
          addTeams(user.id(), user.teams());
          return Outcome.done(user);
        });
  }

  @Override
  public Outcome<User> update(User user) {
    return Saving.refusedIfTaken(
        "app_user_login_unique",
        new AccessRefusal.LoginTaken(user.login().text()),
        () ->
            Saving.replace(database, user, rowOf(user), APP_USER.ID, APP_USER.VERSION)
                .map(updated -> {
                  replaceRoles(user);
                  replaceTeams(user);
                  return updated;
                }));
  }

  @Override
  public boolean isAnyone() {
    return database.dsl().fetchExists(APP_USER);
  }

  @Override
  public int administratorsBesides(UserId user) {
    return database
        .dsl()
        .fetchCount(
            APP_USER.join(USER_ROLE).on(USER_ROLE.USER_ID.eq(APP_USER.ID)),
            USER_ROLE
                .ROLE_ID
                .eq(Role.ADMINISTRATOR.value())
                .and(APP_USER.ACTIVE.isTrue())
                .and(APP_USER.ID.ne(user.value())));
  }

  private Set<RoleId> roles(UUID user) {
    return ids(USER_ROLE.ROLE_ID, USER_ROLE.USER_ID, user)
        .map(RoleId::new)
        .collect(toImmutableSet());
  }

  private Set<TeamId> teams(UUID user) {
    return ids(USER_TEAM.TEAM_ID, USER_TEAM.USER_ID, user)
        .map(TeamId::new)
        .collect(toImmutableSet());
  }

  private Stream<UUID> ids(TableField<?, UUID> wanted, TableField<?, UUID> of, UUID user) {
    return database
        .dsl()
        .select(wanted)
        .from(wanted.getTable())
        .where(of.eq(user))
        .orderBy(wanted)
        .fetch(wanted)
        .stream();
  }

  private void replaceRoles(User user) {
    Set<RoleId> before = roles(user.id().value());
    Set<RoleId> gone = Sets.difference(before, user.roles());
    if (!gone.isEmpty()) {
      database
          .dsl()
          .deleteFrom(USER_ROLE)
          .where(USER_ROLE.USER_ID.eq(user.id().value()))
          .and(USER_ROLE.ROLE_ID.in(gone.stream().map(RoleId::value).toList()))
          .execute();
    }
    addRoles(user.id(), Sets.difference(user.roles(), before));
  }

  private void replaceTeams(User user) {
    Set<TeamId> before = teams(user.id().value());
    Set<TeamId> gone = Sets.difference(before, user.teams());
    if (!gone.isEmpty()) {
      database
          .dsl()
          .deleteFrom(USER_TEAM)
          .where(USER_TEAM.USER_ID.eq(user.id().value()))
          .and(USER_TEAM.TEAM_ID.in(gone.stream().map(TeamId::value).toList()))
          .execute();
    }
    addTeams(user.id(), Sets.difference(user.teams(), before));
  }

  private void addRoles(UserId user, Set<RoleId> roles) {
    if (!roles.isEmpty()) {
      database
          .dsl()
          .insertInto(USER_ROLE, USER_ROLE.USER_ID, USER_ROLE.ROLE_ID)
          .valuesOfRows(roles.stream().map(role -> row(user.value(), role.value())).toList())
          .execute();
    }
  }

  private void addTeams(UserId user, Set<TeamId> teams) {
    if (!teams.isEmpty()) {
      database
          .dsl()
          .insertInto(USER_TEAM, USER_TEAM.USER_ID, USER_TEAM.TEAM_ID)
          .valuesOfRows(teams.stream().map(team -> row(user.value(), team.value())).toList())
          .execute();
    }
  }

  private static User user(AppUserRecord row, Set<RoleId> roles, Set<TeamId> teams) {
    return new User(
        new UserId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        new EmailAddress(row.getLogin()),
        row.getName(),
        row.getActive(),
        roles,
        teams,
        row.getPasswordChangedAt());
  }

  private static AppUserRecord rowOf(User user) {
    AppUserRecord row = new AppUserRecord();
    row.setId(user.id().value());
    row.setVersion(user.revision().version());
    row.setCreatedAt(user.revision().createdAt());
    row.setUpdatedAt(user.revision().updatedAt());
    row.setLogin(user.login().text());
    row.setLoginKey(user.login().key());
    row.setName(user.name());
    row.setActive(user.active());
    row.setPasswordChangedAt(user.passwordChangedAt());
    row.setNameSort(user.name().toLowerCase(Locale.ROOT));
    row.setLoginSort(user.login().text().toLowerCase(Locale.ROOT));
    return row;
  }
}
