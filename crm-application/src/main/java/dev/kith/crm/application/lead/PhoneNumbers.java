package dev.kith.crm.application.lead;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.kith.crm.domain.lead.LeadDraft.PhoneReader;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Reads telephone numbers with the numbering plans of libphonenumber. Refused with {@code
 * phone-syntax}.
 */
public final class PhoneNumbers implements PhoneReader {

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
  private final @Nullable Country home;

  /**
   * @param home how national numbers are meant where no other country is known; null: they are
   *     refused then
   */
  public PhoneNumbers(@Nullable Country home) {
    this.home = home;
  }

  @Override
  public Outcome<PhoneNumber> read(String text, @Nullable Country country) {
    Country meant = country == null ? home : country;
    try {
      Phonenumber.PhoneNumber number = plans.parse(text, meant == null ? null : meant.code());
      if (!plans.isPossibleNumber(number)) {
        return refused("This telephone number has too few or too many digits for its country.");
      }
      String e164 = plans.format(number, PhoneNumberFormat.E164);
      String extension = number.getExtension();
      return Outcome.done(new PhoneNumber(extension.isEmpty() ? e164 : e164 + ";ext=" + extension));
    } catch (NumberParseException | IllegalArgumentException e) {
      return refused(
          meant == null
              ? "Write the telephone number with its country code, such as +49 30 123456."
              : "This is not a telephone number.");
    }
  }

  private static Outcome<PhoneNumber> refused(String message) {
    return Outcome.refused(Invalid.of(new Violation("", "phone-syntax", message)));
  }
}
