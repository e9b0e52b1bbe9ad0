package dev.kith.crm.domain.shared;

import java.util.regex.Pattern;

/**
 * A telephone number in its international form (ITU-T E.164): a plus sign and 7 to 15 digits, the
 * first not zero; optionally an extension of up to 8 digits ({@code +493012345678;ext=21}, as in
 * RFC 3966).
 *
 * <p>Turning what people write into this form needs numbering plans; that is the work of the {@code
 * PhoneNumbers} port.
 */
public record PhoneNumber(String text) {

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}(;ext=[0-9]{1,8})?");

  public PhoneNumber {
    if (!E164.matcher(text).matches()) {
      throw new IllegalArgumentException("not an E.164 number: " + text);
    }
  }

  /** The digits without plus sign and extension. */
  public String digits() {
    int extension = text.indexOf(';');
    return text.substring(1, extension < 0 ? text.length() : extension);
  }

  @Override
  public String toString() {
    return text;
  }
}
