package dev.kith.crm.persistence.access;

import static dev.kith.crm.persistence.generated.Tables.API_TOKEN;
import static dev.kith.crm.persistence.generated.Tables.APP_ROLE;
import static dev.kith.crm.persistence.generated.Tables.APP_TEAM;
import static dev.kith.crm.persistence.generated.Tables.APP_USER;
import static dev.kith.crm.persistence.generated.Tables.USER_ROLE;
import static dev.kith.crm.persistence.generated.Tables.USER_TEAM;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import dev.kith.crm.application.access.AccessReads;
import dev.kith.crm.application.access.ApiTokenView;
import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.access.UserFields;
import dev.kith.crm.application.access.UserView;
import dev.kith.crm.application.access.UserView.RoleName;
import dev.kith.crm.application.access.UserView.TeamName;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Owned;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What is read of users, teams, roles and tokens, each by one statement. */
public final class JooqAccessReads implements AccessReads {

  private static final Field<List<RoleName>> ROLE_NAMES =
      multiset(
              select(APP_ROLE.ID, APP_ROLE.NAME)
                  .from(USER_ROLE)
                  .join(APP_ROLE)
                  .on(APP_ROLE.ID.eq(USER_ROLE.ROLE_ID))
                  .where(USER_ROLE.USER_ID.eq(APP_USER.ID))
                  .orderBy(APP_ROLE.NAME_SORT, APP_ROLE.ID))
          .as("role_names")
          .convertFrom(
              result -> result.map(row -> new RoleName(new RoleId(row.value1()), row.value2())));

  private static final Field<List<TeamName>> TEAM_NAMES =
      multiset(
              select(APP_TEAM.ID, APP_TEAM.NAME)
                  .from(USER_TEAM)
                  .join(APP_TEAM)
                  .on(APP_TEAM.ID.eq(USER_TEAM.TEAM_ID))
                  .where(USER_TEAM.USER_ID.eq(APP_USER.ID))
                  .orderBy(APP_TEAM.NAME_SORT, APP_TEAM.ID))
          .as("team_names")
          .convertFrom(
              result -> result.map(row -> new TeamName(new TeamId(row.value1()), row.value2())));

  private static final Field<Integer> HOLDERS =
      DSL.field(selectCount().from(USER_ROLE).where(USER_ROLE.ROLE_ID.eq(APP_ROLE.ID)))
          .as("holders");

  private static final Field<Integer> MEMBERS =
      DSL.field(selectCount().from(USER_TEAM).where(USER_TEAM.TEAM_ID.eq(APP_TEAM.ID)))
          .as("members");

  private static final Field<String> OWNER_NAME =
      DSL.field(select(APP_USER.NAME).from(APP_USER).where(APP_USER.ID.eq(API_TOKEN.OWNER_ID)))
          .as("owner_name");

  private static final List<SelectFieldOrAsterisk> USER =
      List.of(
          APP_USER.ID,
          APP_USER.VERSION,
          APP_USER.CREATED_AT,
          APP_USER.UPDATED_AT,
          APP_USER.LOGIN,
          APP_USER.NAME,
          APP_USER.ACTIVE,
          APP_USER.PASSWORD_CHANGED_AT,
          ROLE_NAMES,
          TEAM_NAMES);

  private static final List<SelectFieldOrAsterisk> TEAM =
      List.of(
          APP_TEAM.ID,
          APP_TEAM.VERSION,
          APP_TEAM.CREATED_AT,
          APP_TEAM.UPDATED_AT,
          APP_TEAM.NAME,
          MEMBERS);

  private static final List<SelectFieldOrAsterisk> ROLE = with(APP_ROLE, HOLDERS);
  private static final List<SelectFieldOrAsterisk> TOKEN = with(API_TOKEN, OWNER_NAME);

  private final Database database;
  private final ListSql<UserView> users;
  private final ListSql<TeamView> teams;
  private final ListSql<RoleView> roles;
  private final ListSql<ApiTokenView> tokens;

  public JooqAccessReads(Database database) {
    this.database = database;
    this.users =
        new ListSql<>(
            database,
            UserFields.CATALOGUE,
            Map.of(
                "id", Column.exact(APP_USER.ID, false),
                "name", Column.keyed(APP_USER.NAME_SORT, false),
                "login", Column.keyed(APP_USER.LOGIN_SORT, false),
                "active", Column.exact(APP_USER.ACTIVE, false),
                "createdAt", Column.exact(APP_USER.CREATED_AT, false),
                "updatedAt", Column.exact(APP_USER.UPDATED_AT, false)),
            APP_USER.ID,
            APP_USER,
            USER,
            JooqAccessReads::user);
    this.teams =
        new ListSql<>(
            database,
            TeamView.CATALOGUE,
            Map.of(
                "id", Column.exact(APP_TEAM.ID, false),
                "name", Column.keyed(APP_TEAM.NAME_SORT, false),
                "createdAt", Column.exact(APP_TEAM.CREATED_AT, false),
                "updatedAt", Column.exact(APP_TEAM.UPDATED_AT, false)),
            APP_TEAM.ID,
            APP_TEAM,
            TEAM,
            JooqAccessReads::team);
    this.roles =
        new ListSql<>(
            database,
            RoleView.CATALOGUE,
            Map.of(
                "id", Column.exact(APP_ROLE.ID, false),
                "name", Column.keyed(APP_ROLE.NAME_SORT, false),
                "builtIn", Column.exact(APP_ROLE.BUILT_IN, false),
                "createdAt", Column.exact(APP_ROLE.CREATED_AT, false),
                "updatedAt", Column.exact(APP_ROLE.UPDATED_AT, false)),
            APP_ROLE.ID,
            APP_ROLE,
            ROLE,
            JooqAccessReads::role);
    this.tokens =
        new ListSql<>(
            database,
            ApiTokenView.CATALOGUE,
            Map.of(
                "id", Column.exact(API_TOKEN.ID, false),
                "name", Column.keyed(API_TOKEN.NAME_SORT, false),
                "owner", Column.exact(API_TOKEN.OWNER_ID, false),
                "expiresAt", Column.exact(API_TOKEN.EXPIRES_AT, false),
                "revokedAt", Column.exact(API_TOKEN.REVOKED_AT, true),
                "createdAt", Column.exact(API_TOKEN.CREATED_AT, false)),
            API_TOKEN.ID,
            API_TOKEN,
            TOKEN,
            JooqAccessReads::token);
  }

  @Override
  public Optional<UserView> user(UserId id) {
    return one(APP_USER, USER, APP_USER.ID.eq(id.value())).map(JooqAccessReads::user);
  }

  @Override
  public Page<UserView> users(ListQuery query) {
    return users.page(
        query,
        ListSql.hasFragments(query.search(), List.of(APP_USER.NAME_SORT, APP_USER.LOGIN_SORT)));
  }

  @Override
  public Optional<TeamView> team(TeamId id) {
    return one(APP_TEAM, TEAM, APP_TEAM.ID.eq(id.value()).and(APP_TEAM.DELETED_AT.isNull()))
        .map(JooqAccessReads::team);
  }

  @Override
  public Page<TeamView> teams(ListQuery query) {
    return teams.page(
        query,
        APP_TEAM
            .DELETED_AT
            .isNull()
            .and(ListSql.hasFragments(query.search(), List.of(APP_TEAM.NAME_SORT))));
  }

  @Override
  public Optional<RoleView> role(RoleId id) {
    return one(APP_ROLE, ROLE, APP_ROLE.ID.eq(id.value()).and(APP_ROLE.DELETED_AT.isNull()))
        .map(JooqAccessReads::role);
  }

  @Override
  public Page<RoleView> roles(ListQuery query) {
    return roles.page(
        query,
        APP_ROLE
            .DELETED_AT
            .isNull()
            .and(ListSql.hasFragments(query.search(), List.of(APP_ROLE.NAME_SORT))));
  }

  @Override
  public Optional<ApiTokenView> apiToken(ApiTokenId id, Visibility visible) {
    return one(
            API_TOKEN,
            TOKEN,
            API_TOKEN.ID.eq(id.value()).and(Owned.isVisible(API_TOKEN.OWNER_ID, visible)))
        .map(JooqAccessReads::token);
  }

  @Override
  public Page<ApiTokenView> apiTokens(ListQuery query, Visibility visible) {
    return tokens.page(
        query,
        Owned.isVisible(API_TOKEN.OWNER_ID, visible)
            .and(ListSql.hasFragments(query.search(), List.of(API_TOKEN.NAME_SORT))));
  }

  @Override
  public boolean isActiveUser(UserId id) {
    return database
        .dsl()
        .fetchExists(APP_USER, APP_USER.ID.eq(id.value()).and(APP_USER.ACTIVE.isTrue()));
  }

  @Override
  public Set<UserId> activeAmong(Collection<UserId> users) {
    return users.isEmpty()
        ? Set.of()
        : database
            .dsl()
            .select(APP_USER.ID)
            .from(APP_USER)
            .where(APP_USER.ACTIVE.isTrue())
            .and(APP_USER.ID.eq(any(users.stream().map(UserId::value).toArray(UUID[]::new))))
            .fetchSet(row -> new UserId(row.value1()));
  }

  @Override
  public List<Owners.Owner> activeUsers(@Nullable String search, int limit) {
    return database
        .dsl()
        .select(APP_USER.ID, APP_USER.NAME)
        .from(APP_USER)
        .where(APP_USER.ACTIVE.isTrue())
        .and(ListSql.hasFragments(search, List.of(APP_USER.NAME_SORT, APP_USER.LOGIN_SORT)))
        .orderBy(APP_USER.NAME_SORT, APP_USER.ID)
        .limit(limit)
        .fetch(row -> new Owners.Owner(new UserId(row.value1()), row.value2()));
  }

  @Override
  public Set<UserId> activeMembers(TeamId team) {
    return activeAmong(
        select(USER_TEAM.USER_ID).from(USER_TEAM).where(USER_TEAM.TEAM_ID.eq(team.value())));
  }

  @Override
  public Set<UserId> activeHolders(RoleId role) {
    return activeAmong(
        select(USER_ROLE.USER_ID).from(USER_ROLE).where(USER_ROLE.ROLE_ID.eq(role.value())));
  }

  private Set<UserId> activeAmong(Select<Record1<UUID>> users) {
    return database
        .dsl()
        .select(APP_USER.ID)
        .from(APP_USER)
        .where(APP_USER.ACTIVE.isTrue())
        .and(APP_USER.ID.in(users))
        .fetchSet(row -> new UserId(row.value1()));
  }

  @Override
  public Map<UUID, String> names(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : database
            .dsl()
            .select(APP_USER.ID, APP_USER.NAME)
            .from(APP_USER)
            .where(APP_USER.ID.in(ids))
            .unionAll(select(APP_TEAM.ID, APP_TEAM.NAME).from(APP_TEAM).where(APP_TEAM.ID.in(ids)))
            .unionAll(select(APP_ROLE.ID, APP_ROLE.NAME).from(APP_ROLE).where(APP_ROLE.ID.in(ids)))
            .fetchMap(APP_USER.ID, APP_USER.NAME);
  }

  private Optional<Record> one(Table<?> from, List<SelectFieldOrAsterisk> fields, Condition which) {
    return database.dsl().select(fields).from(from).where(which).fetchOptional().map(row -> row);
  }

  private static List<SelectFieldOrAsterisk> with(Table<?> table, Field<?> further) {
    return Stream.<SelectFieldOrAsterisk>concat(table.fieldStream(), Stream.of(further)).toList();
  }

  private static UserView user(Record row) {
    return new UserView(
        new UserId(row.get(APP_USER.ID)),
        new Revision(
            row.get(APP_USER.VERSION),
            row.get(APP_USER.CREATED_AT),
            row.get(APP_USER.UPDATED_AT),
            null),
        row.get(APP_USER.LOGIN),
        row.get(APP_USER.NAME),
        row.get(APP_USER.ACTIVE),
        row.get(ROLE_NAMES),
        row.get(TEAM_NAMES),
        row.get(APP_USER.PASSWORD_CHANGED_AT));
  }

  private static TeamView team(Record row) {
    return new TeamView(
        new TeamId(row.get(APP_TEAM.ID)),
        new Revision(
            row.get(APP_TEAM.VERSION),
            row.get(APP_TEAM.CREATED_AT),
            row.get(APP_TEAM.UPDATED_AT),
            null),
        row.get(APP_TEAM.NAME),
        row.get(MEMBERS));
  }

  private static RoleView role(Record row) {
    var role = JooqRoleStore.role(row.into(APP_ROLE));
    return new RoleView(
        role.id(), role.revision(), role.name(), role.grants(), role.builtIn(), row.get(HOLDERS));
  }

  private static ApiTokenView token(Record row) {
    ApiToken token = JooqApiTokenStore.token(row.into(API_TOKEN));
    return new ApiTokenView(
        token.id(),
        token.revision(),
        token.owner(),
        row.get(OWNER_NAME),
        token.name(),
        token.permissions(),
        token.expiresAt(),
        token.revokedAt(),
        row.get(API_TOKEN.USED_AT));
  }
}
