package dev.kith.crm.domain.intake;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.kith.crm.domain.lead.LeadField;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a column of a file can fill: a field of the lead, or given and family name together.
 *
 * @param code the field's, or {@code fullName}
 */
public record ImportTarget(String code) {

  private static final Map<String, LeadField> FIELDS =
      Maps.uniqueIndex(Arrays.asList(LeadField.values()), LeadField::code);
  private static final String FULL_NAME_CODE = "fullName";

  /** A whole name in one cell, see {@link #read}. */
  public static final ImportTarget FULL_NAME = new ImportTarget(FULL_NAME_CODE);

  private static final List<ImportTarget> ALL =
      Stream.concat(Stream.of(FULL_NAME), Arrays.stream(LeadField.values()).map(ImportTarget::of))
          .collect(ImmutableList.toImmutableList());

  /**
   * @throws IllegalArgumentException if nothing is called so; use {@link #named} for input
   */
  public ImportTarget {
    if (!code.equals(FULL_NAME_CODE) && !FIELDS.containsKey(code)) {
      throw new IllegalArgumentException("no column can fill " + code);
    }
  }

  public static ImportTarget of(LeadField field) {
    return new ImportTarget(field.code());
  }

  /** All that there is to choose from. */
  public static List<ImportTarget> all() {
    return ALL;
  }

  public static Optional<ImportTarget> named(String code) {
    return ALL.stream().filter(target -> target.code.equals(code)).findFirst();
  }

  /** The name for people, in English. */
  public String label() {
    LeadField field = FIELDS.get(code);
    return field == null ? "Full name" : field.label();
  }

  /** The fields that it fills. */
  public List<LeadField> fields() {
    LeadField field = FIELDS.get(code);
    return field == null ? List.of(LeadField.GIVEN_NAME, LeadField.FAMILY_NAME) : List.of(field);
  }

  /**
   * What a cell says, by field; blank parts are left out. Of a full name the last word is the
   * family name, unless it is written with a comma: {@code Lovelace, Ada King}.
   */
  public Map<LeadField, String> read(String cell) {
    String text = cell.strip();
    LeadField field = FIELDS.get(code);
    if (text.isEmpty()) {
      return Map.of();
    }
    if (field != null) {
      return Map.of(field, text);
    }
    int comma = text.indexOf(',');
    int blank = lastBlank(text);
    String given = comma >= 0 ? text.substring(comma + 1) : text.substring(0, blank + 1);
    String family = comma >= 0 ? text.substring(0, comma) : text.substring(blank + 1);
    ImmutableMap.Builder<LeadField, String> parts = ImmutableMap.builder();
    if (!given.isBlank()) {
      parts.put(LeadField.GIVEN_NAME, given.strip());
    }
    if (!family.isBlank()) {
      parts.put(LeadField.FAMILY_NAME, family.strip());
    }
    return parts.buildOrThrow();
  }

  private static int lastBlank(String text) {
    int at = text.length() - 1;
    while (at >= 0 && !Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return at;
  }

  @Override
  public String toString() {
    return code;
  }
}
