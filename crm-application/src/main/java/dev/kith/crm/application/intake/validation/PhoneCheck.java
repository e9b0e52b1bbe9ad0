package dev.kith.crm.application.intake.validation;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.kith.crm.application.intake.validation.Validation.PhoneQuestion;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.PhoneFacts;
import dev.kith.crm.domain.intake.validation.PhoneLine;
import dev.kith.crm.domain.intake.validation.Verdict;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PhoneReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Validates telephone numbers: they are read as everywhere in the CRM, then looked up in the
 * numbering plans. A number can be possible by its length, and so be stored, and yet belong to no
 * range that is handed out.
 */
final class PhoneCheck implements ValidationService.Check<PhoneQuestion, PhoneFacts> {

  static final String FIELD = "phone";

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
  private final PhoneReader reader;

  PhoneCheck(PhoneReader reader) {
    this.reader = reader;
  }

  @Override
  public List<Checked<PhoneFacts>> check(List<PhoneQuestion> questions, Instant now) {
    return questions.stream().map(question -> check(question, now)).toList();
  }

  Checked<PhoneFacts> check(PhoneQuestion question, Instant now) {
    Checks checks = new Checks();
    Country country = checks.country("country", question.country());
    PhoneNumber number = checks.take(FIELD, reader.read(question.text(), country));
    PhoneFacts facts = number == null ? null : facts(number);
    List<Finding> findings =
        new ArrayList<>(checks.violations().stream().map(Finding::of).toList());
    if (facts != null) {
      findings.addAll(findings(facts));
    }
    return new Checked<>(new Verdict(findings, now), facts);
  }

  private static List<Finding> findings(PhoneFacts facts) {
    return switch (facts.line()) {
      case UNKNOWN ->
          List.of(
              Finding.error(
                  FIELD,
                  "phone-unassigned",
                  "No such telephone number is handed out in its country."));
      case PREMIUM_RATE, SHARED_COST ->
          List.of(Finding.warning(FIELD, "phone-costly", "Calling this number costs extra."));
      case PAGER, VOICEMAIL ->
          List.of(
              Finding.warning(FIELD, "phone-no-call", "Nobody picks up a call at this number."));
      case FIXED_LINE, MOBILE, FIXED_LINE_OR_MOBILE, TOLL_FREE, VOIP, PERSONAL_NUMBER, UAN ->
          List.of();
    };
  }

  private PhoneFacts facts(PhoneNumber number) {
    Phonenumber.PhoneNumber parsed = parsed(number);
    PhoneLine line = line(plans.getNumberType(parsed));
    return new PhoneFacts(
        number,
        line,
        line == PhoneLine.UNKNOWN ? null : country(plans.getRegionCodeForNumber(parsed)),
        parsed.hasExtension() ? parsed.getExtension() : null,
        plans.format(parsed, PhoneNumberFormat.NATIONAL),
        plans.format(parsed, PhoneNumberFormat.INTERNATIONAL));
  }

  private Phonenumber.PhoneNumber parsed(PhoneNumber number) {
    try {
      return plans.parse(number.text(), null);
    } catch (NumberParseException e) {
      throw new IllegalStateException("what was read cannot be read again: " + number, e);
    }
  }

  /** Numbers of no country have the region 001, and some regions are no countries of ISO 3166. */
  private static @Nullable Country country(@Nullable String region) {
    return region != null && Country.parse(region) instanceof Outcome.Done<Country>(var country)
        ? country
        : null;
  }

  private static PhoneLine line(PhoneNumberUtil.PhoneNumberType type) {
    return switch (type) {
      case FIXED_LINE -> PhoneLine.FIXED_LINE;
      case MOBILE -> PhoneLine.MOBILE;
      case FIXED_LINE_OR_MOBILE -> PhoneLine.FIXED_LINE_OR_MOBILE;
      case TOLL_FREE -> PhoneLine.TOLL_FREE;
      case PREMIUM_RATE -> PhoneLine.PREMIUM_RATE;
      case SHARED_COST -> PhoneLine.SHARED_COST;
      case VOIP -> PhoneLine.VOIP;
      case PERSONAL_NUMBER -> PhoneLine.PERSONAL_NUMBER;
      case PAGER -> PhoneLine.PAGER;
      case UAN -> PhoneLine.UAN;
      case VOICEMAIL -> PhoneLine.VOICEMAIL;
      case UNKNOWN -> PhoneLine.UNKNOWN;
    };
  }
}
