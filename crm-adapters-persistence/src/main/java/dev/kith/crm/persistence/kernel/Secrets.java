package dev.kith.crm.persistence.kernel;

import static dev.kith.crm.persistence.generated.Tables.STORE_SECRET;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** What the storage keeps for itself. */
public final class Secrets {

  private static final String SIGNING_KEY = "signing-key";
  private static final String CHECK = "check";
  private static final int KEY_BYTES = 32;

  private final Database database;
  private volatile byte @Nullable [] signingKey;

  public Secrets(Database database) {
    this.database = database;
  }

  /** See {@link dev.kith.crm.application.Storage#signingKey()}. */
  public byte[] signingKey() {
    byte[] known = signingKey;
    if (known == null) {
      known = database.transactions().always(this::keptKey);
      signingKey = known;
    }
    return known.clone();
  }

  /** See {@link dev.kith.crm.application.Storage#check()}: writes a row and commits it. */
  public void check() {
    database.transactions().always(() -> put(CHECK, ""));
  }

  private byte[] keptKey() {
    String kept = find(SIGNING_KEY);
    if (kept == null) {
      byte[] made = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(made);
      kept = HexFormat.of().formatHex(made);
      add(SIGNING_KEY, kept);
    }
    return HexFormat.of().parseHex(kept);
  }

  private @Nullable String find(String name) {
    return database
        .dsl()
        .select(STORE_SECRET.SECRET)
        .from(STORE_SECRET)
        .where(STORE_SECRET.NAME.eq(name))
        .fetchOne(STORE_SECRET.SECRET);
  }

  private boolean put(String name, String secret) {
    int updated =
        database
            .dsl()
            .update(STORE_SECRET)
            .set(STORE_SECRET.SECRET, secret)
            .where(STORE_SECRET.NAME.eq(name))
            .execute();
    if (updated == 0) {
      add(name, secret);
    }
    return true;
  }

  private void add(String name, String secret) {
    try {
      database
          .dsl()
          .insertInto(STORE_SECRET, STORE_SECRET.NAME, STORE_SECRET.SECRET)
          .values(name, secret)
          .execute();
    } catch (DataAccessException e) {
      // Another process was first; the repeated run finds what it wrote.
      throw Failures.breaks(e, "store_secret_pk") ? Failures.lostRace(e) : e;
    }
  }
}
