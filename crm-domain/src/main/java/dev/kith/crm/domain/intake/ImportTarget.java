package dev.kith.crm.domain.intake;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.kith.crm.domain.intake.attribution.ClickId;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.CustomFields;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a file can fill: a field of the lead, a custom field, given and family name
 * together, a part of the touch that led the person here, or a moment that the row tells of itself.
 *
 * <p>Of other records than leads it is one of {@link RecordKind#fields}.
 *
 * @param code the field's, {@code customFields.} and the name of a custom field, {@code fullName},
 *     {@code modifiedAt}, {@code consentAt}, {@code consentProof} and its parts, {@code touchedAt},
 *     {@code landingPage}, {@code referrer}, or the name of a click id
 */
public record ImportTarget(String code) {

  private static final Map<String, LeadField> FIELDS =
      Maps.uniqueIndex(Arrays.asList(LeadField.values()), LeadField::code);
  private static final String FULL_NAME_CODE = "fullName";
  private static final String MODIFIED_AT_CODE = "modifiedAt";

  /** What the code of a custom field begins with. */
  public static final String CUSTOM = LeadField.CUSTOM_FIELDS.code() + ".";

  /** What fills no field of a lead, with its name for people. */
  private static final Map<String, String> OTHERS = others();

  private static final DateTimeFormatter MOMENTS =
      DateTimeFormatter.ofPattern(
          "yyyy-MM-dd['T'HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][XXX][XX][X]]");

  /** A whole name in one cell, see {@link #read}. */
  public static final ImportTarget FULL_NAME = new ImportTarget(FULL_NAME_CODE);

  /** When the row was last changed, see {@link #moment}; it fills no field. */
  public static final ImportTarget MODIFIED_AT = new ImportTarget(MODIFIED_AT_CODE);

  /** When the consents of the row were said, see {@link #moment}; it fills no field. */
  public static final ImportTarget CONSENT_AT = new ImportTarget("consentAt");

  /** Of which kind the proof of the row's consents is, see {@link ConsentProof.Kind#named}. */
  public static final ImportTarget CONSENT_PROOF = new ImportTarget("consentProof");

  /** Where that proof can be looked up. */
  public static final ImportTarget CONSENT_REFERENCE = new ImportTarget("consentReference");

  /** To what was agreed. */
  public static final ImportTarget CONSENT_WORDING = new ImportTarget("consentWording");

  /** When that proof came about, see {@link #moment}. */
  public static final ImportTarget PROVEN_AT = new ImportTarget("consentProvenAt");

  /** When the touch of the row was, see {@link #moment}. */
  public static final ImportTarget TOUCHED_AT = new ImportTarget("touchedAt");

  public static final ImportTarget LANDING_PAGE = new ImportTarget("landingPage");

  public static final ImportTarget REFERRER = new ImportTarget("referrer");

  private static final List<ImportTarget> ALL =
      Stream.of(
              Stream.of(FULL_NAME),
              Arrays.stream(LeadField.values()).map(ImportTarget::of),
              OTHERS.keySet().stream().map(ImportTarget::new))
          .flatMap(targets -> targets)
          .collect(ImmutableList.toImmutableList());

  /**
   * @throws IllegalArgumentException if nothing is called so; use {@link #named} for input
   */
  public ImportTarget {
    if (!code.equals(FULL_NAME_CODE)
        && !OTHERS.containsKey(code)
        && !FIELDS.containsKey(code)
        && customName(code) == null
        && recordField(code) == null) {
      throw new IllegalArgumentException("no column can fill " + code);
    }
  }

  public static ImportTarget of(LeadField field) {
    return new ImportTarget(field.code());
  }

  /**
   * The custom field that a heading names; empty if nothing of it can be seen.
   *
   * @see CustomField#nameOf
   */
  public static Optional<ImportTarget> custom(String heading) {
    String name = CustomField.nameOf(heading);
    return name.isEmpty() ? Optional.empty() : Optional.of(new ImportTarget(CUSTOM + name));
  }

  /** The name in the code of a custom field; null if it is none, or names none that can be. */
  private static @Nullable String customName(String code) {
    if (!code.startsWith(CUSTOM)) {
      return null;
    }
    String name = code.substring(CUSTOM.length());
    return !name.isEmpty() && name.equals(CustomField.nameOf(name)) ? name : null;
  }

  /** The field of another record than a lead; null if it is none. */
  private static @Nullable String recordField(String code) {
    int dot = code.indexOf('.');
    return dot < 0
        ? null
        : RecordKind.named(code.substring(0, dot))
            .filter(kind -> kind.fields().containsKey(code.substring(dot + 1)))
            .map(kind -> code.substring(dot + 1))
            .orElse(null);
  }

  /** What the rows must be that it is a field of; null for leads. */
  public @Nullable RecordKind kind() {
    return recordField(code) == null
        ? null
        : RecordKind.named(code.substring(0, code.indexOf('.'))).orElseThrow();
  }

  /** Its code without the kind of record. */
  public String field() {
    String field = recordField(code);
    return field == null ? code : field;
  }

  public boolean isCustom() {
    return code.startsWith(CUSTOM);
  }

  /** All that there is to choose from, besides custom fields. */
  public static List<ImportTarget> all() {
    return ALL;
  }

  public static Optional<ImportTarget> named(String code) {
    return customName(code) == null && recordField(code) == null
        ? ALL.stream().filter(target -> target.code.equals(code)).findFirst()
        : Optional.of(new ImportTarget(code));
  }

  /** The name for people, in English. */
  public String label() {
    RecordKind kind = kind();
    if (kind != null) {
      return Objects.requireNonNull(kind.fields().get(field()));
    }
    LeadField field = FIELDS.get(code);
    return field != null
        ? field.label()
        : isCustom()
            ? "Custom field “" + customName(code) + "”"
            : OTHERS.getOrDefault(code, "Full name");
  }

  private static Map<String, String> others() {
    ImmutableMap.Builder<String, String> others = ImmutableMap.builder();
    others.put(MODIFIED_AT_CODE, "Last changed (where it comes from)");
    others.put("consentAt", "Consent given at");
    others.put("consentProof", "Proof of consent");
    others.put("consentReference", "Proof reference");
    others.put("consentWording", "Text agreed to");
    others.put("consentProvenAt", "Proven at");
    others.put("touchedAt", "Touched at");
    others.put("landingPage", "Landing page");
    others.put("referrer", "Referrer");
    ClickId.NAMES.forEach(name -> others.put(name, "Click id " + name));
    return others.buildOrThrow();
  }

  public boolean isClickId() {
    return ClickId.NAMES.contains(code);
  }

  /** Whether it is a moment that fills no field. */
  public boolean isMoment() {
    return equals(MODIFIED_AT) || equals(CONSENT_AT) || equals(PROVEN_AT) || equals(TOUCHED_AT);
  }

  /** Whether it is a text that tells by what the consents of the row are proven. */
  public boolean isOfProof() {
    return equals(CONSENT_PROOF) || equals(CONSENT_REFERENCE) || equals(CONSENT_WORDING);
  }

  /** The fields that it fills. */
  public List<LeadField> fields() {
    LeadField field = FIELDS.get(code);
    return field != null
        ? List.of(field)
        : isCustom()
            ? List.of(LeadField.CUSTOM_FIELDS)
            : code.equals(FULL_NAME_CODE)
                ? List.of(LeadField.GIVEN_NAME, LeadField.FAMILY_NAME)
                : List.of();
  }

  /**
   * A moment as ISO 8601 writes it, with or without an offset, or a day; without an offset it is
   * UTC. Refused with {@code moment-syntax}.
   */
  public Outcome<Instant> moment(String cell) {
    String text = cell.strip().replace(' ', 'T');
    try {
      TemporalAccessor parsed =
          MOMENTS.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      return Outcome.done(
          switch (parsed) {
            case OffsetDateTime moment -> moment.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
          });
    } catch (DateTimeException e) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  field(),
                  "moment-syntax",
                  "“" + label() + "” must be written as 2026-03-31 or 2026-03-31T14:30:00Z.")));
    }
  }

  /**
   * What a cell says, by field; blank parts are left out. Of a full name the last word is the
   * family name, unless it is written with a comma: {@code Lovelace, Ada King}.
   */
  public Map<LeadField, String> read(String cell) {
    String text = cell.strip();
    LeadField field = FIELDS.get(code);
    if (text.isEmpty() || OTHERS.containsKey(code) || kind() != null) {
      return Map.of();
    }
    if (field != null) {
      return Map.of(field, text);
    }
    String custom = customName(code);
    if (custom != null) {
      return Map.of(
          LeadField.CUSTOM_FIELDS, CustomFields.together(List.of(new CustomField(custom, text))));
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
