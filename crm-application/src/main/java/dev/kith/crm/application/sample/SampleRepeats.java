package dev.kith.crm.application.sample;

import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Leads that came in a second time: as the same person would write down their name at a fair, or a
 * colleague who did not look whether they are there already.
 */
final class SampleRepeats {

  private static final List<String> FORMS =
      Land.ALL.stream()
          .flatMap(land -> land.forms().stream())
          .distinct()
          .sorted(Comparator.comparingInt(String::length).reversed())
          .toList();

  private SampleRepeats() {}

  /** The same person once more, under another e-mail address or none. */
  static LeadDraft of(LeadDraft first, SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> fromHome(first);
      case 1 -> fromAFair(first);
      case 2 -> withASlip(first, random);
      case 3 -> withInitial(first);
      default -> inTheWrongPlaces(first);
    };
  }

  private static LeadDraft fromHome(LeadDraft first) {
    String address = localPart(first).replace(".", "") + "@" + "mail.example";
    return without(
            first,
            LeadField.COMPANY,
            LeadField.TITLE,
            LeadField.STREET,
            LeadField.POSTAL_CODE,
            LeadField.REGION)
        .with(LeadField.EMAIL, address)
        .with(LeadField.SOURCE, "newsletter");
  }

  /** On paper, in plain letters, and typed in later. */
  private static LeadDraft fromAFair(LeadDraft first) {
    return without(first, LeadField.EMAIL, LeadField.STREET, LeadField.POSTAL_CODE)
        .with(LeadField.GIVEN_NAME, plain(value(first, LeadField.GIVEN_NAME)))
        .with(LeadField.FAMILY_NAME, plain(value(first, LeadField.FAMILY_NAME)))
        .with(LeadField.COMPANY, withoutForm(value(first, LeadField.COMPANY)))
        .with(LeadField.SOURCE, "trade-fair");
  }

  /** Two letters of the address in each other's place. */
  private static LeadDraft withASlip(LeadDraft first, SplittableRandom random) {
    String address = value(first, LeadField.EMAIL);
    int at = random.nextInt(localPart(first).length() - 1);
    while (address.charAt(at) == address.charAt(at + 1)) {
      at = (at + 1) % (localPart(first).length() - 1);
    }
    String slipped =
        address.substring(0, at)
            + address.charAt(at + 1)
            + address.charAt(at)
            + address.substring(at + 2);
    boolean dotted = slipped.startsWith(".") || slipped.contains(".@");
    return without(first, LeadField.PHONE, LeadField.STREET, LeadField.POSTAL_CODE)
        .with(LeadField.EMAIL, dotted ? "x" + address : slipped)
        .with(LeadField.SOURCE, "web-form");
  }

  private static LeadDraft withInitial(LeadDraft first) {
    String address = value(first, LeadField.EMAIL);
    return without(first, LeadField.PHONE)
        .with(LeadField.EMAIL, address.charAt(0) + address.substring(address.indexOf('.')))
        .with(LeadField.TITLE, "Purchasing")
        .with(LeadField.SOURCE, "referral");
  }

  private static LeadDraft inTheWrongPlaces(LeadDraft first) {
    return without(first, LeadField.EMAIL, LeadField.TITLE)
        .with(LeadField.GIVEN_NAME, value(first, LeadField.FAMILY_NAME))
        .with(LeadField.FAMILY_NAME, value(first, LeadField.GIVEN_NAME))
        .with(LeadField.SOURCE, "cold-call");
  }

  static LeadDraft without(LeadDraft draft, LeadField... fields) {
    return Stream.of(fields).reduce(draft, (d, f) -> d.with(f, null), (a, b) -> b);
  }

  private static String value(LeadDraft draft, LeadField field) {
    return draft.values().getOrDefault(field, "");
  }

  private static String localPart(LeadDraft draft) {
    String address = value(draft, LeadField.EMAIL);
    return address.substring(0, address.indexOf('@'));
  }

  private static String plain(String name) {
    String plain = SampleLeads.ascii(name);
    return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
  }

  private static String withoutForm(String company) {
    return FORMS.stream()
        .filter(form -> company.endsWith(" " + form))
        .findFirst()
        .map(form -> company.substring(0, company.length() - form.length() - 1))
        .orElse(company);
  }
}
