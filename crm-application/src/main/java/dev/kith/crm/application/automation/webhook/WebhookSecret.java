package dev.kith.crm.application.automation.webhook;

import dev.kith.crm.domain.automation.RuleId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the webhooks of one rule are signed with, by Standard Webhooks: {@code v1,} and the HMAC by
 * SHA-256 of id, moment and content. It is made of the storage's signing key, so that there is
 * nothing to be kept.
 */
public final class WebhookSecret {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  /**
   * @param signingKey see {@link dev.kith.crm.application.Storage#signingKey()}
   */
  public static WebhookSecret of(byte[] signingKey, RuleId rule) {
    return new WebhookSecret(hmac(signingKey, "webhook of rule " + rule));
  }

  /** As receivers are told it: {@code whsec_} and the key in base 64. */
  public String text() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /**
   * The header {@code webhook-signature}.
   *
   * @param seconds since 1970: the header {@code webhook-timestamp}
   */
  public String sign(String id, long seconds, String content) {
    return "v1,"
        + Base64.getEncoder().encodeToString(hmac(key, id + "." + seconds + "." + content));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "the secret of a webhook";
  }
}
