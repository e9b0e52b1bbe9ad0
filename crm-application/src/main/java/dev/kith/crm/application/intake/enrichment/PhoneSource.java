package dev.kith.crm.application.intake.enrichment;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.Hint;
import dev.kith.crm.domain.shared.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a telephone number tells by the numbering plans that come along: in which country it is
 * handed out, and in which time zone, where there is only one. It does not tell where a mobile
 * telephone is.
 */
final class PhoneSource implements EnrichmentSource {

  static final String NAME = "phone";

  private static final int OWN_COUNTRY_CODE = 80;
  private static final int SHARED_COUNTRY_CODE = 60;

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> question(Enquiry enquiry) {
    return Optional.ofNullable(enquiry.content().profile().phone()).map(PhoneNumber::text);
  }

  @Override
  public Map<String, SourceAnswer> ask(Set<String> questions) {
    return questions.stream().collect(toImmutableMap(text -> text, this::answer));
  }

  private SourceAnswer answer(String text) {
    List<Hint> hints = new ArrayList<>();
    try {
      Phonenumber.PhoneNumber number = plans.parse(text, null);
      if (plans.isValidNumber(number)) {
        int confidence =
            plans.getRegionCodesForCountryCode(number.getCountryCode()).size() == 1
                ? OWN_COUNTRY_CODE
                : SHARED_COUNTRY_CODE;
        // Numbers of no country have a region that is none, which nobody believes.
        String region = plans.getRegionCodeForNumber(number);
        if (region != null) {
          hints.add(new Hint(EnrichmentField.COUNTRY, region, confidence));
        }
        List<String> zones =
            PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(number);
        if (zones.size() == 1) {
          hints.add(new Hint(EnrichmentField.TIME_ZONE, zones.getFirst(), confidence));
        }
      }
    } catch (NumberParseException e) {
      // It was stored before its country's plan was known; nobody can say more of it.
      return new SourceAnswer.Says(List.of());
    }
    return new SourceAnswer.Says(hints);
  }
}
