package dev.kith.crm.domain.notification;

import dev.kith.crm.domain.shared.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is to be told. Texts that are too long are cut: what is to be told must not get
 * lost for being long.
 *
 * @param key names the occasion: a user is told of it once, however often it is said, such as
 *     {@code rule/…/suspended/…}
 * @param topic stable code of what kind of thing it is, such as {@code rule.suspended}
 * @param text in one line
 * @param detail more of it; null where the line says all
 * @param about the record to look at; null where there is none
 * @param cause what made the CRM tell it, as in the audit trail; null where nothing is known
 */
public record Message(
    String key,
    String topic,
    String text,
    @Nullable String detail,
    @Nullable Subject about,
    @Nullable String cause) {

  public static final int LONGEST_KEY = 300;
  public static final int LONGEST_TEXT = 300;
  public static final int LONGEST_DETAIL = 2_000;

  /**
   * @throws IllegalArgumentException if the key is empty or longer than {@value #LONGEST_KEY}
   *     characters, or the text empty
   */
  public Message {
    if (key.isBlank() || key.length() > LONGEST_KEY || text.isBlank()) {
      throw new IllegalArgumentException("a message needs a key and a text: " + key);
    }
    text = cut(text.strip(), LONGEST_TEXT);
    detail = detail == null || detail.isBlank() ? null : cut(detail.strip(), LONGEST_DETAIL);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    // A character of two halves stays whole.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
