package dev.kith.crm.messaging.places;

import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file says of one network, in the terms of MaxMind's databases of cities and countries.
 *
 * <p>How sure that is: as the file says itself, where it does ({@code confidence}). Otherwise the
 * country is sure by 70, less than by a telephone number, since people travel and tunnel; the city
 * by the radius in which the address is said to be, from 75 within 5 km to 40 beyond 50 km, and by
 * 50 where no radius is told; the region by 10 more than the city, the postal code by 20 less. An
 * address of which it is known that others hide behind it, or that is in many places, says nothing.
 */
record Place(Map<?, ?> data) {

  private static final int COUNTRY = 70;
  private static final int RADIUS_UNTOLD = 50;
  private static final int FAR = 40;
  private static final int MOST = 75;
  private static final int OF_REGION = 10;
  private static final int OF_POSTAL_CODE = -20;
  private static final List<String> HIDING =
      List.of("is_anonymous_proxy", "is_satellite_provider", "is_anycast");

  List<Hint> hints() {
    Map<?, ?> traits = part(data, "traits");
    if (HIDING.stream().anyMatch(trait -> Boolean.TRUE.equals(traits.get(trait)))) {
      return List.of();
    }
    Map<?, ?> country = part(data, "country");
    Map<?, ?> city = part(data, "city");
    Map<?, ?> postal = part(data, "postal");
    Map<?, ?> location = part(data, "location");
    Map<?, ?> region =
        data.get("subdivisions") instanceof List<?> list
                && !list.isEmpty()
                && list.getFirst() instanceof Map<?, ?> largest
            ? largest
            : Map.of();
    int near = near(location);
    List<Hint> hints = new ArrayList<>();
    text(country, "iso_code")
        .ifPresent(code -> add(hints, EnrichmentField.COUNTRY, code, country, COUNTRY));
    name(region)
        .ifPresent(name ->
            add(hints, EnrichmentField.REGION, name, region, Math.min(MOST, near + OF_REGION)));
    name(city).ifPresent(name -> add(hints, EnrichmentField.CITY, name, city, near));
    text(postal, "code")
        .ifPresent(
            code -> add(hints, EnrichmentField.POSTAL_CODE, code, postal, near + OF_POSTAL_CODE));
    text(location, "time_zone")
        .ifPresent(zone -> add(hints, EnrichmentField.TIME_ZONE, zone, country, COUNTRY));
    return hints;
  }

  private static int near(Map<?, ?> location) {
    if (!(location.get("accuracy_radius") instanceof Number radius)) {
      return RADIUS_UNTOLD;
    }
    int kilometres = radius.intValue();
    if (kilometres <= 5) {
      return MOST;
    }
    if (kilometres <= 20) {
      return 65;
    }
    return kilometres <= 50 ? 55 : FAR;
  }

  private static void add(
      List<Hint> hints, EnrichmentField field, String value, Map<?, ?> told, int otherwise) {
    int confidence =
        told.get("confidence") instanceof Number said
            ? Math.clamp(said.longValue(), 0, 100)
            : otherwise;
    hints.add(new Hint(field, value, confidence));
  }

  private static Map<?, ?> part(Map<?, ?> whole, String name) {
    return whole.get(name) instanceof Map<?, ?> part ? part : Map.of();
  }

  /** In English, or else in whatever language there is. */
  private static Optional<String> name(Map<?, ?> part) {
    Map<?, ?> names = part(part, "names");
    return text(names, "en")
        .or(() ->
            names.values().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst());
  }

  private static Optional<String> text(Map<?, ?> part, String name) {
    return part.get(name) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }
}
