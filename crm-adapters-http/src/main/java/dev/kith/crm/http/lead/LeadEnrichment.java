package dev.kith.crm.http.lead;

import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.FillMode;
import dev.kith.crm.domain.intake.enrichment.FoundValue;
import dev.kith.crm.domain.intake.enrichment.Provenance;
import dev.kith.crm.domain.lead.LeadField;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was found out about a lead, as its page shows it. */
record LeadEnrichment(Provenance provenance) {

  /** From whom a field has what stands in it; null if enrichment did not fill it. */
  @Nullable FoundValue of(LeadField field) {
    return Arrays.stream(EnrichmentField.values())
        .filter(f -> f.fills().equals(Optional.of(field)))
        .flatMap(f -> provenance.currentOf(f).stream())
        .findFirst()
        .orElse(null);
  }

  /** What does not stand beside its field already. */
  List<FoundValue> others() {
    return provenance.values().stream().filter(value -> !provenance.isCurrent(value)).toList();
  }

  List<FillMode> modes() {
    return Arrays.asList(FillMode.values());
  }

  static String words(FillMode mode) {
    return switch (mode) {
      case FILL_EMPTY -> "Fill empty fields only";
      case REFRESH -> "Renew what enrichment filled";
      case OVERWRITE -> "Overwrite what people typed, too";
    };
  }

  static String text(FoundValue value) {
    return switch (value.field()) {
      case FREE_MAIL, ROLE_ADDRESS -> value.value().equals("true") ? "Yes" : "No";
      case COUNTRY ->
          Objects.requireNonNullElse(
              LeadWords.value(LeadField.COUNTRY, value.value()), value.value());
      case COMPANY, STREET, POSTAL_CODE, CITY, REGION, TIME_ZONE, WEBSITE, INDUSTRY, EMPLOYEES ->
          value.value();
    };
  }

  /** As it follows on "from". */
  static String source(FoundValue value) {
    return switch (value.source()) {
      case "email" -> "the e-mail address";
      case "phone" -> "the phone number";
      case "ip-place" -> "the IP address";
      case "company-lookup" -> "the company look-up";
      default -> value.source();
    };
  }
}
