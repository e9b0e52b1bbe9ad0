package dev.kith.crm.application.access.login;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.kith.crm.application.access.login.LoginAttempts.Count;
import dev.kith.crm.application.access.login.LoginStore.Password;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.PasswordRules;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks passwords without telling more than yes or no, and slows down whoever keeps guessing.
 *
 * <p>An attempt is counted as a failure before the password is looked at, and taken back if it was
 * right: of many guesses at the same instant, no more than the free ones get through.
 */
final class Gate {

  private final Kernel kernel;
  private final PasswordHasher hasher;
  private final Supplier<String> nobodysHash;

  Gate(Kernel kernel, PasswordHasher hasher, SecretTexts secrets) {
    this.kernel = kernel;
    this.hasher = hasher;
    // Made with the first log-in of all, whoever that is: it must not tell by its time that
    // somebody is unknown.
    this.nobodysHash = Suppliers.memoize(() -> hasher.hash(secrets.newPassword()));
  }

  /** What an attempt is counted under, each with its patience. */
  record Keys(Map<String, Throttle> throttles) {

    /** In a fixed order, so that two attempts never wait for each other. */
    Keys {
      throttles = new TreeMap<>(throttles);
    }

    static Keys of(String loginKey) {
      return new Keys(Map.of(loginName(loginKey), Throttle.LOGIN));
    }

    static Keys of(String loginKey, String address) {
      return new Keys(
          Map.of(
              loginName(loginKey),
              Throttle.LOGIN,
              "address " + SecretTexts.hashOf(address),
              Throttle.ADDRESS));
    }

    /** Hashed, since people type passwords into the wrong field. */
    private static String loginName(String loginKey) {
      return "login " + SecretTexts.hashOf(loginKey);
    }
  }

  /** Counts an attempt; refused with {@code too-many-attempts} if it comes too early. */
  Outcome<Keys> charge(Keys keys) {
    return kernel
        .transactions()
        .run(() -> {
          Instant now = kernel.now();
          Map<String, Count> counts = new TreeMap<>();
          Duration wait = Duration.ZERO;
          for (var key : keys.throttles().entrySet()) {
            Count count = attempts().lock(key.getKey(), now);
            counts.put(key.getKey(), Throttle.failed(count, now));
            Duration own = key.getValue().waitAt(count, now);
            wait = own.compareTo(wait) > 0 ? own : wait;
          }
          if (!wait.isZero()) {
            return Outcome.refused(
                new AccessRefusal.TooManyAttempts(wait.plusMillis(999).toSeconds()));
          }
          counts.forEach(attempts()::put);
          return Outcome.done(keys);
        });
  }

  /**
   * Takes a counted attempt back; the login's earlier failures are forgotten, those of the address
   * are not.
   */
  void succeeded(Keys keys) {
    Instant now = kernel.now();
    keys.throttles()
        .forEach((key, throttle) -> {
          Count count = attempts().lock(key, now);
          attempts()
              .put(
                  key,
                  throttle.equals(Throttle.LOGIN) ? new Count(0, now) : Throttle.refunded(count));
        });
    attempts().forgetBefore(now.minus(Throttle.MEMORY));
  }

  /**
   * Whether it is the right password of somebody who may come in; as much work whoever they are.
   */
  boolean isRight(@Nullable Password known, String password) {
    boolean tooLong = password.codePointCount(0, password.length()) > PasswordRules.LONGEST;
    String fallback = nobodysHash.get();
    boolean right =
        hasher.matches(tooLong ? "" : password, known == null ? fallback : known.hash());
    return right && !tooLong && known != null && known.active();
  }

  private LoginAttempts attempts() {
    return kernel.storage().loginAttempts();
  }
}
