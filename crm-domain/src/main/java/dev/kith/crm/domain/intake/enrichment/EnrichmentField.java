package dev.kith.crm.domain.intake.enrichment;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InternetDomainName;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadProfile;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.PostalAddress;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be found out about a lead. Some of it fills a field of the lead, the rest is only kept
 * beside it. Stored by {@link #code()}.
 */
public enum EnrichmentField {
  COMPANY("company", "Company", LeadField.COMPANY, text(LeadProfile.LONGEST_COMPANY)),
  STREET("street", "Street", LeadField.STREET, text(PostalAddress.LONGEST_STREET)),
  POSTAL_CODE(
      "postalCode", "Postal code", LeadField.POSTAL_CODE, text(PostalAddress.LONGEST_POSTAL_CODE)),
  CITY("city", "City", LeadField.CITY, text(PostalAddress.LONGEST_CITY)),
  REGION("region", "Region", LeadField.REGION, text(PostalAddress.LONGEST_REGION)),
  COUNTRY("country", "Country", LeadField.COUNTRY, EnrichmentField::country),
  TIME_ZONE("timeZone", "Time zone", EnrichmentField::zone, LeadField.PHONE, LeadField.COUNTRY),
  WEBSITE("website", "Website", EnrichmentField::host, LeadField.COMPANY, LeadField.EMAIL),
  INDUSTRY("industry", "Industry", text(100), LeadField.COMPANY),
  EMPLOYEES("employees", "Employees", text(30), LeadField.COMPANY),
  FREE_MAIL("freeMail", "Free mail", EnrichmentField::flag, LeadField.EMAIL),
  ROLE_ADDRESS("roleAddress", "Address of a function", EnrichmentField::flag, LeadField.EMAIL);

  /** The parts of an address, which only make sense together. */
  static final Set<EnrichmentField> ADDRESS =
      ImmutableSet.of(STREET, POSTAL_CODE, CITY, REGION, COUNTRY);

  private final String code;
  private final String label;
  private final @Nullable LeadField fills;
  private final Set<LeadField> tells;
  private final Function<String, Optional<String>> reader;

  EnrichmentField(
      String code, String label, LeadField fills, Function<String, Optional<String>> reader) {
    this.code = code;
    this.label = label;
    this.fills = fills;
    this.tells = ImmutableSet.of(fills);
    this.reader = reader;
  }

  EnrichmentField(
      String code, String label, Function<String, Optional<String>> reader, LeadField... tells) {
    this.code = code;
    this.label = label;
    this.fills = null;
    this.tells = ImmutableSet.copyOf(tells);
    this.reader = reader;
  }

  /** The stable name: in storage and in the API. */
  public String code() {
    return code;
  }

  /** The name for people, in English. */
  public String label() {
    return label;
  }

  /** The field of the lead that it fills; empty if it is only kept. */
  public Optional<LeadField> fills() {
    return Optional.ofNullable(fills);
  }

  /**
   * Whether it would tell somebody of a field that is hidden from them.
   *
   * @param hidden codes of fields of a lead
   */
  public boolean isHiddenWith(Set<String> hidden) {
    return tells.stream().map(LeadField::code).anyMatch(hidden::contains);
  }

  /** As it is kept; empty for what makes no sense in this field, whoever says it. */
  Optional<String> read(String raw) {
    return reader.apply(raw);
  }

  public static Optional<EnrichmentField> named(String code) {
    return Arrays.stream(values()).filter(f -> f.code.equals(code)).findFirst();
  }

  private static Function<String, Optional<String>> text(int longest) {
    return raw -> {
      Checks checks = new Checks();
      String text = checks.text("value", raw, longest, false);
      return checks.passed() ? Optional.ofNullable(text) : Optional.empty();
    };
  }

  private static Optional<String> country(String raw) {
    return Optional.ofNullable(new Checks().country("value", raw)).map(Country::code);
  }

  /** A zone with rules of its own, such as Europe/Berlin; offsets tell nothing of summer. */
  private static Optional<String> zone(String raw) {
    return raw.contains("/") && ZoneId.getAvailableZoneIds().contains(raw)
        ? Optional.of(raw)
        : Optional.empty();
  }

  private static Optional<String> host(String raw) {
    String host = Ascii.toLowerCase(raw.strip());
    return InternetDomainName.isValid(host) && host.contains(".")
        ? Optional.of(host)
        : Optional.empty();
  }

  private static Optional<String> flag(String raw) {
    return raw.equals("true") || raw.equals("false") ? Optional.of(raw) : Optional.empty();
  }
}
