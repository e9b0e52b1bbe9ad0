package dev.kith.crm.application.access.login;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Argon2id with the parameters that the OWASP Password Storage Cheat Sheet names first: 19 MiB, two
 * passes, one lane. Only so many are computed at once as there are processors: more would not be
 * faster, and would take memory without limit.
 */
final class Argon2PasswordHasher implements PasswordHasher {

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final Argon2Function argon2 =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  private final Secrets salts;
  private final Semaphore turns;

  Argon2PasswordHasher(Secrets salts, int atOnce) {
    this.salts = salts;
    this.turns = new Semaphore(atOnce, true);
  }

  @Override
  public String hash(String password) {
    byte[] salt = salts.bytes(SALT_BYTES);
    return inTurn(() -> argon2.hash(password.getBytes(StandardCharsets.UTF_8), salt).getResult());
  }

  @Override
  public boolean matches(String password, String hash) {
    return inTurn(() -> Argon2Function.getInstanceFromHash(hash).check(password, hash));
  }

  @Override
  public boolean isOutdated(String hash) {
    return !Argon2Function.getInstanceFromHash(hash).equals(argon2);
  }

  private <T> T inTurn(Supplier<T> work) {
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
