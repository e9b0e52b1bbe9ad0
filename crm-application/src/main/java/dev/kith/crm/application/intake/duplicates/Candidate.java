package dev.kith.crm.application.intake.duplicates;

import com.google.common.collect.Maps;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.duplicates.MatchSubject;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A live lead as far as it matters for matching.
 *
 * @param values of {@link #COMPARED} fields; empty ones are missing
 */
public record Candidate(LeadId id, @Nullable UserId owner, Map<LeadField, String> values) {

  /** The fields of a lead that tell who it is. */
  public static final List<LeadField> COMPARED =
      List.of(
          LeadField.GIVEN_NAME,
          LeadField.FAMILY_NAME,
          LeadField.COMPANY,
          LeadField.EMAIL,
          LeadField.PHONE,
          LeadField.STREET,
          LeadField.POSTAL_CODE,
          LeadField.CITY,
          LeadField.REGION,
          LeadField.COUNTRY);

  public Candidate {
    values = Maps.immutableEnumMap(values);
  }

  /** What the matcher is told of a lead with these values. */
  public static MatchSubject subject(Map<LeadField, String> values) {
    return MatchSubject.builder()
        .givenName(values.get(LeadField.GIVEN_NAME))
        .familyName(values.get(LeadField.FAMILY_NAME))
        .company(values.get(LeadField.COMPANY))
        .email(values.get(LeadField.EMAIL))
        .phone(values.get(LeadField.PHONE))
        .street(values.get(LeadField.STREET))
        .postalCode(values.get(LeadField.POSTAL_CODE))
        .city(values.get(LeadField.CITY))
        .region(values.get(LeadField.REGION))
        .country(values.get(LeadField.COUNTRY))
        .build();
  }

  /** How it is called: as a person, or as a company, or by its address. */
  public String name() {
    String person =
        Stream.of(LeadField.GIVEN_NAME, LeadField.FAMILY_NAME)
            .flatMap(f -> Stream.ofNullable(values.get(f)))
            .collect(Collectors.joining(" "));
    return Stream.of(
            person,
            values.getOrDefault(LeadField.COMPANY, ""),
            values.getOrDefault(LeadField.EMAIL, ""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("(hidden)");
  }

  /** The same lead without the fields of these codes. */
  public Candidate without(Set<String> hidden) {
    return hidden.isEmpty()
        ? this
        : new Candidate(id, owner, Maps.filterKeys(values, f -> !hidden.contains(f.code())));
  }
}
