package dev.kith.crm.application.lead;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Violation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads telephone numbers with the numbering plans of libphonenumber. Refused with {@code
 * phone-syntax}.
 *
 * <p>Where no country is known, {@code 00} at the start is taken for the international prefix, as
 * ITU-T E.164 recommends it, and {@code 011} for that of North America; but only if what follows is
 * a number that is handed out, and after {@code 011}, where area codes begin as well, only if it is
 * longer than any number within a country.
 */
public final class PhoneNumbers implements PhoneReader {

  private static final Pattern ABROAD = Pattern.compile("[\\s(]*(?:00|011(?=(?:\\D*\\d){10}))(.+)");

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
  private final @Nullable Country home;

  /**
   * @param home how national numbers are meant where no other country is known; null: they are
   *     refused then
   */
  public PhoneNumbers(@Nullable Country home) {
    this.home = home;
  }

  /** The country or region that a number belongs to; null if it belongs to none, or to several. */
  public @Nullable Country countryOf(PhoneNumber number) {
    try {
      String region = plans.getRegionCodeForNumber(plans.parse("+" + number.digits(), null));
      return region == null || region.equals("001") || region.equals("ZZ")
          ? null
          : Country.parse(region).orNull();
    } catch (NumberParseException e) {
      return null;
    }
  }

  @Override
  public Outcome<PhoneNumber> read(String text, @Nullable Country country) {
    Country meant = country == null ? home : country;
    Phonenumber.PhoneNumber abroad = meant == null ? abroad(text) : null;
    if (abroad != null) {
      return Outcome.done(stored(abroad));
    }
    try {
      Phonenumber.PhoneNumber number = plans.parse(text, meant == null ? null : meant.code());
      if (!plans.isPossibleNumber(number)) {
        return refused("This telephone number has too few or too many digits for its country.");
      }
      return Outcome.done(stored(number));
    } catch (NumberParseException | IllegalArgumentException e) {
      return refused(
          meant == null
              ? "Write the telephone number with its country code, such as +49 30 123456."
              : "This is not a telephone number.");
    }
  }

  /** What follows an international prefix, if that is a valid number of some country. */
  private Phonenumber.@Nullable PhoneNumber abroad(String text) {
    Matcher prefixed = ABROAD.matcher(text);
    if (!prefixed.matches()) {
      return null;
    }
    try {
      Phonenumber.PhoneNumber number = plans.parse("+" + prefixed.group(1), null);
      return plans.isValidNumber(number) ? number : null;
    } catch (NumberParseException e) {
      return null;
    }
  }

  private PhoneNumber stored(Phonenumber.PhoneNumber number) {
    String e164 = plans.format(number, PhoneNumberFormat.E164);
    String extension = number.getExtension();
    return new PhoneNumber(extension.isEmpty() ? e164 : e164 + ";ext=" + extension);
  }

  private static Outcome<PhoneNumber> refused(String message) {
    return Outcome.refused(Invalid.of(new Violation("", "phone-syntax", message)));
  }
}
