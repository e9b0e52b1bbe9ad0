package dev.kith.crm.persistence.access;

import static dev.kith.crm.persistence.generated.Tables.LOGIN_ATTEMPT;

import dev.kith.crm.application.access.login.LoginAttempts;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.time.Instant;
import org.jooq.exception.DataAccessException;

public final class JooqLoginAttempts implements LoginAttempts {

  private final Database database;

  public JooqLoginAttempts(Database database) {
    this.database = database;
  }

  @Override
  public Count lock(String key, Instant now) {
    return database
        .dsl()
        .selectFrom(LOGIN_ATTEMPT)
        .where(LOGIN_ATTEMPT.ATTEMPT_KEY.eq(key))
        .forUpdate()
        .fetchOptional()
        .map(row -> new Count(row.getFailures(), row.getLastAt()))
        .orElseGet(() -> first(key, now));
  }

  @Override
  public void put(String key, Count count) {
    database
        .dsl()
        .update(LOGIN_ATTEMPT)
        .set(LOGIN_ATTEMPT.FAILURES, count.failures())
        .set(LOGIN_ATTEMPT.LAST_AT, count.lastAt())
        .where(LOGIN_ATTEMPT.ATTEMPT_KEY.eq(key))
        .execute();
  }

  @Override
  public void forgetBefore(Instant moment) {
    database.dsl().deleteFrom(LOGIN_ATTEMPT).where(LOGIN_ATTEMPT.LAST_AT.lt(moment)).execute();
  }

  private Count first(String key, Instant now) {
    try {
      database
          .dsl()
          .insertInto(
              LOGIN_ATTEMPT,
              LOGIN_ATTEMPT.ATTEMPT_KEY,
              LOGIN_ATTEMPT.FAILURES,
              LOGIN_ATTEMPT.LAST_AT)
          .values(key, 0, now)
          .execute();
      return new Count(0, now);
    } catch (DataAccessException e) {
      // Somebody else counted first; the repeated run finds and locks what they wrote.
      throw Failures.breaks(e, "login_attempt_pk") ? Failures.lostRace(e) : e;
    }
  }
}
