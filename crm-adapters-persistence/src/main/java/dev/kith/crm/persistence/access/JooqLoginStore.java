package dev.kith.crm.persistence.access;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.kith.crm.persistence.generated.Tables.API_TOKEN;
import static dev.kith.crm.persistence.generated.Tables.APP_ROLE;
import static dev.kith.crm.persistence.generated.Tables.APP_USER;
import static dev.kith.crm.persistence.generated.Tables.USER_PASSWORD;
import static dev.kith.crm.persistence.generated.Tables.USER_ROLE;
import static dev.kith.crm.persistence.generated.Tables.USER_SESSION;
import static dev.kith.crm.persistence.generated.Tables.USER_TEAM;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import dev.kith.crm.application.access.login.LoginStore;
import dev.kith.crm.application.access.login.Session;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.persistence.generated.tables.UserTeam;
import dev.kith.crm.persistence.generated.tables.records.UserSessionRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.RenderedQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

public final class JooqLoginStore implements LoginStore {

  private static final UserTeam OWN = USER_TEAM.as("own_team");
  private static final UserTeam THEIRS = USER_TEAM.as("their_team");

  /**
   * The grants of the user's roles, as each keeps them; null for the built-in role, which grants
   * everything.
   */
  private static final Field<List<String>> GRANTS =
      multiset(
              select(DSL.when(APP_ROLE.BUILT_IN.isFalse(), APP_ROLE.GRANTS).as("grants"))
                  .from(USER_ROLE)
                  .join(APP_ROLE)
                  .on(APP_ROLE.ID.eq(USER_ROLE.ROLE_ID))
                  .where(USER_ROLE.USER_ID.eq(APP_USER.ID))
                  .and(APP_ROLE.DELETED_AT.isNull()))
          .as("role_grants")
          .convertFrom(result -> result.map(row -> row.value1()));

  private static final Field<Set<UserId>> COLLEAGUES =
      multiset(
              selectDistinct(THEIRS.USER_ID)
                  .from(OWN)
                  .join(THEIRS)
                  .on(THEIRS.TEAM_ID.eq(OWN.TEAM_ID))
                  .where(OWN.USER_ID.eq(APP_USER.ID))
                  .and(THEIRS.USER_ID.ne(APP_USER.ID)))
          .as("colleagues")
          .convertFrom(result ->
              result.stream().map(row -> new UserId(row.value1())).collect(toImmutableSet()));

  private static final List<Field<?>> PERSON =
      List.of(APP_USER.ID, APP_USER.NAME, APP_USER.ACTIVE, GRANTS, COLLEAGUES);

  private static final List<Field<?>> OF_TOKEN = withPerson(API_TOKEN);
  private static final List<Field<?>> OF_SESSION = withPerson(USER_SESSION);

  private final Database database;
  private final RenderedQuery tokenOwner;
  private final RenderedQuery sessionOwner;

  public JooqLoginStore(Database database) {
    this.database = database;
    Param<String> secretHash = DSL.param("secretHash", String.class);
    this.tokenOwner =
        new RenderedQuery(
            database,
            OF_TOKEN,
            DSL.select(OF_TOKEN)
                .from(API_TOKEN)
                .join(APP_USER)
                .on(APP_USER.ID.eq(API_TOKEN.OWNER_ID))
                .where(API_TOKEN.SECRET_HASH.eq(secretHash)));
    this.sessionOwner =
        new RenderedQuery(
            database,
            OF_SESSION,
            DSL.select(OF_SESSION)
                .from(USER_SESSION)
                .join(APP_USER)
                .on(APP_USER.ID.eq(USER_SESSION.USER_ID))
                .where(USER_SESSION.SECRET_HASH.eq(secretHash)));
  }

  @Override
  public void putPassword(UserId user, String hash) {
    int updated =
        database
            .dsl()
            .update(USER_PASSWORD)
            .set(USER_PASSWORD.HASH, hash)
            .where(USER_PASSWORD.USER_ID.eq(user.value()))
            .execute();
    if (updated == 0) {
      database
          .dsl()
          .insertInto(USER_PASSWORD, USER_PASSWORD.USER_ID, USER_PASSWORD.HASH)
          .values(user.value(), hash)
          .execute();
    }
  }

  @Override
  public Optional<Password> password(String loginKey) {
    return password(APP_USER.LOGIN_KEY.eq(loginKey));
  }

  @Override
  public Optional<Password> password(UserId user) {
    return password(APP_USER.ID.eq(user.value()));
  }

  @Override
  public Optional<Person> person(UserId user) {
    return database
        .dsl()
        .select(PERSON)
        .from(APP_USER)
        .where(APP_USER.ID.eq(user.value()))
        .fetchOptional(JooqLoginStore::person);
  }

  @Override
  public void addSession(Session session) {
    database
        .dsl()
        .executeInsert(
            new UserSessionRecord(
                session.id().value(),
                session.user().value(),
                session.secretHash(),
                session.openedAt(),
                session.usedAt(),
                session.address(),
                session.device()));
  }

  @Override
  public Optional<SessionOwner> sessionOwner(String secretHash) {
    return sessionOwner
        .fetchOptional(secretHash)
        .map(row -> new SessionOwner(session(row.into(USER_SESSION)), person(row)));
  }

  @Override
  public void sessionUsed(SessionId session, Instant at) {
    database
        .dsl()
        .update(USER_SESSION)
        .set(USER_SESSION.USED_AT, at)
        .where(USER_SESSION.ID.eq(session.value()))
        .execute();
  }

  @Override
  public void endSession(SessionId session) {
    database.dsl().deleteFrom(USER_SESSION).where(USER_SESSION.ID.eq(session.value())).execute();
  }

  @Override
  public void endSessionsOf(UserId user, @Nullable SessionId except) {
    Condition others = except == null ? DSL.noCondition() : USER_SESSION.ID.ne(except.value());
    database
        .dsl()
        .deleteFrom(USER_SESSION)
        .where(USER_SESSION.USER_ID.eq(user.value()))
        .and(others)
        .execute();
  }

  @Override
  public List<Session> sessionsOf(UserId user) {
    return database
        .dsl()
        .selectFrom(USER_SESSION)
        .where(USER_SESSION.USER_ID.eq(user.value()))
        .orderBy(USER_SESSION.USED_AT.desc(), USER_SESSION.ID)
        .fetch(JooqLoginStore::session);
  }

  @Override
  public Optional<TokenOwner> tokenOwner(String secretHash) {
    return tokenOwner
        .fetchOptional(secretHash)
        .map(row ->
            new TokenOwner(
                JooqApiTokenStore.token(row.into(API_TOKEN)),
                row.get(API_TOKEN.USED_AT),
                person(row)));
  }

  private Optional<Password> password(Condition whose) {
    return database
        .dsl()
        .select(APP_USER.ID, APP_USER.LOGIN, APP_USER.ACTIVE, USER_PASSWORD.HASH)
        .from(APP_USER)
        .join(USER_PASSWORD)
        .on(USER_PASSWORD.USER_ID.eq(APP_USER.ID))
        .where(whose)
        .fetchOptional(row ->
            new Password(new UserId(row.value1()), row.value2(), row.value3(), row.value4()));
  }

  private static List<Field<?>> withPerson(Table<?> table) {
    return Stream.concat(Arrays.stream(table.fields()), PERSON.stream()).toList();
  }

  private static Person person(Record row) {
    Grants grants =
        row.get(GRANTS).stream().map(JooqLoginStore::grants).reduce(Grants.NONE, Grants::or);
    UUID id = row.get(APP_USER.ID);
    return new Person(
        new UserId(id),
        row.get(APP_USER.NAME),
        row.get(APP_USER.ACTIVE),
        grants,
        row.get(COLLEAGUES));
  }

  private static Grants grants(@Nullable String text) {
    return text == null ? Grants.everything() : GrantsText.read(text);
  }

  private static Session session(UserSessionRecord row) {
    return new Session(
        new SessionId(row.getId()),
        new UserId(row.getUserId()),
        row.getSecretHash(),
        row.getOpenedAt(),
        row.getUsedAt(),
        row.getAddress(),
        row.getDevice());
  }
}
