package dev.kith.crm.persistence.idempotency;

import static dev.kith.crm.persistence.generated.Tables.IDEMPOTENCY_KEY;

import com.google.common.hash.Hashing;
import dev.kith.crm.application.idempotency.IdempotencyKeys;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.persistence.generated.tables.records.IdempotencyKeyRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.exception.DataAccessException;

/**
 * Idempotency keys. Whoever comes while the first use of a key is under way is told so at once, and
 * does not wait for it: on PostgreSQL by a lock that is asked for without waiting, on H2 by waiting
 * for the row only very shortly.
 */
public final class JooqIdempotencyKeys implements IdempotencyKeys {

  /** How long H2 may wait for another transaction's row, in milliseconds. */
  private static final int SHORTEST_WAIT = 1;

  private final Database database;

  public JooqIdempotencyKeys(Database database) {
    this.database = database;
  }

  @Override
  public <T> Claim claim(Key key, String fingerprint, Class<T> resultType, Instant now) {
    return switch (database.vendor()) {
      case POSTGRESQL ->
          isFree(key) ? claimed(key, fingerprint, resultType, now) : new Claim.Busy();
      case H2 -> claimedOnH2(() -> claimed(key, fingerprint, resultType, now));
    };
  }

  @Override
  public void remember(Key key, Object result) {
    int updated =
        database
            .dsl()
            .update(IDEMPOTENCY_KEY)
            .set(IDEMPOTENCY_KEY.RESULT, database.json().write(result))
            .where(is(key))
            .execute();
    if (updated != 1) {
      throw new IllegalStateException("the key has not been claimed: " + key);
    }
  }

  @Override
  public int forgetBefore(Instant moment) {
    return database
        .dsl()
        .deleteFrom(IDEMPOTENCY_KEY)
        .where(IDEMPOTENCY_KEY.CLAIMED_AT.lt(moment))
        .execute();
  }

  @Override
  public <T> Optional<Remembered> find(Key key, Class<T> resultType) {
    return database
        .dsl()
        .selectFrom(IDEMPOTENCY_KEY)
        .where(is(key).and(IDEMPOTENCY_KEY.RESULT.isNotNull()))
        .fetchOptional(r -> remembered(r, resultType));
  }

  private <T> Claim claimed(Key key, String fingerprint, Class<T> resultType, Instant now) {
    database
        .dsl()
        .deleteFrom(IDEMPOTENCY_KEY)
        .where(is(key).and(IDEMPOTENCY_KEY.CLAIMED_AT.lt(now.minus(REMEMBERED))))
        .execute();
    return database
        .dsl()
        .selectFrom(IDEMPOTENCY_KEY)
        .where(is(key))
        .fetchOptional(
            r -> r.getResult() == null ? new Claim.Busy() : used(r, fingerprint, resultType))
        .orElseGet(() -> add(key, fingerprint, now));
  }

  private <T> Claim used(IdempotencyKeyRecord record, String fingerprint, Class<T> resultType) {
    return record.getFingerprint().equals(fingerprint)
        ? new Claim.Used(remembered(record, resultType))
        : new Claim.UsedOtherwise();
  }

  private Claim add(Key key, String fingerprint, Instant now) {
    try {
      database
          .dsl()
          .insertInto(IDEMPOTENCY_KEY)
          .set(IDEMPOTENCY_KEY.ACTOR_ID, key.actor())
          .set(IDEMPOTENCY_KEY.KEY_TEXT, key.text())
          .set(IDEMPOTENCY_KEY.FINGERPRINT, fingerprint)
          .set(IDEMPOTENCY_KEY.CLAIMED_AT, now)
          .execute();
      return new Claim.Claimed();
    } catch (DataAccessException e) {
      // Another transaction has committed since we looked: the repeated run finds its result.
      throw Failures.breaks(e, "idempotency_key_pk") ? Failures.lostRace(e) : e;
    }
  }

  /**
   * A lock for the rest of the transaction. Two keys of the same hash are merely told to try again.
   */
  private boolean isFree(Key key) {
    long hash =
        Hashing.sha256()
            .hashString(
                database.schema() + "\n" + key.actor() + "\n" + key.text(), StandardCharsets.UTF_8)
            .asLong();
    return database
        .dsl()
        .resultQuery("select pg_try_advisory_xact_lock({0})", org.jooq.impl.DSL.val(hash))
        .fetchOptional(0, Boolean.class)
        .orElse(false);
  }

  private Claim claimedOnH2(Supplier<Claim> claim) {
    Integer usual =
        database
            .dsl()
            .resultQuery("select lock_timeout()")
            .fetchOptional(0, Integer.class)
            .orElseThrow();
    database.dsl().execute("set lock_timeout " + SHORTEST_WAIT);
    try {
      return claim.get();
    } catch (ConcurrentChangeException e) {
      return new Claim.Busy();
    } finally {
      database.dsl().execute("set lock_timeout " + usual);
    }
  }

  private static Condition is(Key key) {
    return IDEMPOTENCY_KEY.ACTOR_ID.eq(key.actor()).and(IDEMPOTENCY_KEY.KEY_TEXT.eq(key.text()));
  }

  private <T> Remembered remembered(IdempotencyKeyRecord record, Class<T> resultType) {
    return new Remembered(
        record.getFingerprint(), database.json().read(record.getResult(), resultType));
  }
}
