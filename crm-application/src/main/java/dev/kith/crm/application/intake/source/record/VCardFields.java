package dev.kith.crm.application.intake.source.record;

import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.LeadField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a visiting card says, under names for people. Where it has a formatted name only, that is
 * split as a whole name is elsewhere; the card of an organisation names a company.
 */
final class VCardFields {

  private static final String GIVEN = "Given name";
  private static final String FAMILY = "Family name";
  private static final String COMPANY = "Company";
  private static final String TITLE = "Job title";
  private static final String EMAIL = "E-mail";
  private static final String SECOND_EMAIL = "Second e-mail";
  private static final String PHONE = "Phone";
  private static final String SECOND_PHONE = "Second phone";
  private static final List<String> ADDRESS =
      List.of("Street", "City", "Region", "Postal code", "Country");
  private static final String WEBSITE = "Website";
  private static final String NOTE = "Note";
  private static final String TAGS = "Tags";

  /** All names, in the order of the columns. */
  static final List<String> NAMES =
      List.of(
          GIVEN,
          FAMILY,
          COMPANY,
          TITLE,
          EMAIL,
          SECOND_EMAIL,
          PHONE,
          SECOND_PHONE,
          "Street",
          "City",
          "Region",
          "Postal code",
          "Country",
          WEBSITE,
          NOTE,
          TAGS);

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<VCardProperty> emails = new ArrayList<>();
  private final List<VCardProperty> phones = new ArrayList<>();
  private String formatted = "";
  private boolean ofOrganisation;

  private VCardFields() {}

  /**
   * @param lines those between the beginning and the end of the card
   */
  static Map<String, String> of(List<String> lines) {
    VCardFields card = new VCardFields();
    VCardProperty.of(lines).forEach(card::take);
    return card.finished();
  }

  private void take(VCardProperty property) {
    switch (property.name()) {
      case "N" -> {
        put(FAMILY, property.part(0));
        put(GIVEN, (property.part(1) + " " + property.part(2)).strip());
      }
      case "FN" -> formatted = property.text();
      case "ORG" -> put(COMPANY, property.part(0));
      case "TITLE" -> put(TITLE, property.text());
      case "EMAIL" -> emails.add(property);
      case "TEL" -> phones.add(property);
      case "ADR" -> {
        put(ADDRESS.get(0), (property.part(2) + " " + property.part(1)).strip());
        for (int i = 1; i < ADDRESS.size(); i++) {
          put(ADDRESS.get(i), property.part(i + 2));
        }
      }
      case "URL" -> put(WEBSITE, property.text());
      case "NOTE" -> put(NOTE, property.text());
      case "CATEGORIES" -> fields.merge(TAGS, property.text().strip(), VCardFields::together);
      case "KIND", "X-KIND", "X-ABSHOWAS" ->
          ofOrganisation =
              property.text().equalsIgnoreCase("org")
                  || property.text().equalsIgnoreCase("COMPANY");
      default -> {}
    }
  }

  private Map<String, String> finished() {
    put(emails, EMAIL, SECOND_EMAIL);
    put(phones, PHONE, SECOND_PHONE);
    fields.remove(TAGS, "");
    boolean isNamed = fields.containsKey(GIVEN) || fields.containsKey(FAMILY);
    if (ofOrganisation || (!isNamed && formatted.equals(fields.get(COMPANY)))) {
      fields.putIfAbsent(COMPANY, formatted);
    } else if (!isNamed) {
      Map<LeadField, String> parts = ImportTarget.FULL_NAME.read(formatted);
      put(GIVEN, parts.getOrDefault(LeadField.GIVEN_NAME, ""));
      put(FAMILY, parts.getOrDefault(LeadField.FAMILY_NAME, ""));
    }
    return fields;
  }

  /** The preferred one comes first. */
  private void put(List<VCardProperty> several, String first, String second) {
    several.sort((a, b) -> Boolean.compare(b.isPreferred(), a.isPreferred()));
    for (VCardProperty property : several) {
      String text = property.text().replaceFirst("(?i)^(tel|mailto):", "");
      put(fields.containsKey(first) ? second : first, text);
    }
  }

  /** Commas part them, in a card as in a column of tags. */
  private static String together(String some, String more) {
    return more.isEmpty() ? some : some.isEmpty() ? more : some + ", " + more;
  }

  private void put(String name, String text) {
    if (!text.isBlank()) {
      fields.putIfAbsent(name, text.strip());
    }
  }
}
