package dev.kith.crm.application.access.login;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;

/**
 * Secrets as text, and what is kept of them. A secret of 256 random bits cannot be guessed from its
 * SHA-256, so a slow hash as for passwords would add nothing.
 */
public final class SecretTexts {

  static final String TOKEN_PREFIX = "kith_";
  static final int SECRET_LENGTH = 43;

  private static final int SECRET_BYTES = 32;
  private static final int PASSWORD_BYTES = 15;
  private static final BaseEncoding BASE64 = BaseEncoding.base64Url().omitPadding();

  private final Secrets source;

  SecretTexts(Secrets source) {
    this.source = source;
  }

  public String newTokenSecret() {
    return TOKEN_PREFIX + newSessionSecret();
  }

  String newSessionSecret() {
    return BASE64.encode(source.bytes(SECRET_BYTES));
  }

  /** 20 characters, for somebody to type once. */
  String newPassword() {
    return BASE64.encode(source.bytes(PASSWORD_BYTES));
  }

  /** What is kept of a secret, in hexadecimal. */
  public static String hashOf(String secret) {
    return Hashing.sha256().hashString(secret, StandardCharsets.UTF_8).toString();
  }

  /** Follows from the session's secret, so that it need not be kept, and tells nothing of it. */
  static String csrfTokenOf(String sessionSecret) {
    return BASE64.encode(
        Hashing.hmacSha256(sessionSecret.getBytes(StandardCharsets.UTF_8))
            .hashString("csrf", StandardCharsets.UTF_8)
            .asBytes());
  }
}
