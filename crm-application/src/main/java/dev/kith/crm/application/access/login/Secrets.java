package dev.kith.crm.application.access.login;

import java.security.SecureRandom;

/** Random bytes that nobody can guess. */
@FunctionalInterface
public interface Secrets {

  byte[] bytes(int count);

  /** From the platform's own source: what the server uses. */
  static Secrets secure() {
    SecureRandom random = new SecureRandom();
    return count -> {
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      return bytes;
    };
  }
}
