package dev.kith.crm.application.access.login;

/** Turns passwords into what can be kept: slow on purpose, and with a salt of its own each time. */
public interface PasswordHasher {

  /** The hash with its salt and parameters, as text. */
  String hash(String password);

  /**
   * Whether the hash was made of this password. It takes as long for a wrong one as for the right
   * one.
   */
  boolean matches(String password, String hash);

  /** Whether the hash was made with other parameters than {@link #hash} uses now. */
  boolean isOutdated(String hash);

  /** Argon2id, with as many computations at once as there are processors: what the server uses. */
  static PasswordHasher argon2id(Secrets salts) {
    return new Argon2PasswordHasher(salts, Runtime.getRuntime().availableProcessors());
  }
}
