package dev.kith.crm.domain.conversion;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How leads are converted: one for the whole CRM, in versions.
 *
 * <p>It is there from the beginning and replaced as a whole. Each conversion keeps the version by
 * which it was made, so that every version stays readable.
 */
public record ConversionMapping(Revision revision, ConversionTerms terms) implements Aggregate {

  /** There is only one, so its id says nothing. */
  public static final UUID ID = new UUID(0, 0x636f6e76);

  /** How a CRM begins. */
  public static final ConversionMapping USUAL =
      new ConversionMapping(
          Revision.first(Instant.EPOCH),
          new ConversionTerms(
              List.of(
                  new MappingLine("company", "account.name"),
                  new MappingLine("email", "account.domains"),
                  new MappingLine("street", "account.billingStreet"),
                  new MappingLine("postalCode", "account.billingPostalCode"),
                  new MappingLine("city", "account.billingCity"),
                  new MappingLine("region", "account.billingRegion"),
                  new MappingLine("country", "account.billingCountry"),
                  new MappingLine("givenName", "contact.givenName"),
                  new MappingLine("familyName", "contact.familyName"),
                  new MappingLine("title", "contact.title"),
                  new MappingLine("email", "contact.emails"),
                  new MappingLine("phone", "contact.phones"),
                  new MappingLine("street", "contact.street"),
                  new MappingLine("postalCode", "contact.postalCode"),
                  new MappingLine("city", "contact.city"),
                  new MappingLine("region", "contact.region"),
                  new MappingLine("country", "contact.country"),
                  new MappingLine("externalSystem", "contact.externalSystem"),
                  new MappingLine("externalId", "contact.externalId"),
                  new MappingLine("company", "opportunity.name"),
                  new MappingLine(MappingLine.DISPLAY_NAME, "opportunity.name"),
                  new MappingLine("source", "opportunity.source")),
              ConsentPolicy.NONE));

  /**
   * Another version of it, unless it says the same.
   *
   * @param wanted found to be sound
   */
  public Change<ConversionMapping> set(ConversionTerms wanted, Instant now) {
    return wanted.equals(terms)
        ? Change.none(this)
        : Change.of(new ConversionMapping(revision.next(now), wanted));
  }

  @Override
  public Subject subject() {
    return subjectOf(ID);
  }

  public static Subject subjectOf(UUID id) {
    return new Subject("conversion-mapping", id);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return ImmutableMap.of(
        "lines",
        terms.lines().stream().map(line -> line.from() + " → " + line.to()).collect(joining("\n")),
        "consent",
        terms.consent().name());
  }
}
