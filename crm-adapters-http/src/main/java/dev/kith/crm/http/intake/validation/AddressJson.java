package dev.kith.crm.http.intake.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.application.intake.validation.Validation.AddressQuestion;
import dev.kith.crm.domain.intake.validation.AddressFacts;
import dev.kith.crm.domain.intake.validation.Location;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;

/** Postal addresses in JSON. */
final class AddressJson {

  private static final Shape TEXT = Shape.orNull(Shape.text(1_000));

  private static final Shape.Fields LOCATION =
      Shape.fields(
          "AddressLocation",
          Shape.required(
              "status",
              Shape.choice(Status.class),
              "UNKNOWN: the geocoder did not answer, ask again later"),
          Shape.optional("latitude", Shape.decimal(), "Degrees north (WGS 84)"),
          Shape.optional("longitude", Shape.decimal(), "Degrees east (WGS 84)"),
          Shape.optional(
              "confidence",
              Shape.whole(0, 100),
              "That it is the very address and not only near it"),
          Shape.optional("name", Shape.text(), "The place as the geocoder writes it"));

  /** What became of the search on the map. */
  enum Status {
    FOUND,
    NOT_FOUND,
    UNKNOWN
  }

  static final Kind<AddressQuestion, AddressFacts> KIND =
      new Kind<>(
          "address",
          "a postal address",
          Shape.fields(
              "AddressQuestion",
              Shape.optional("street", TEXT, "Street and house number, or a box"),
              Shape.optional("postalCode", TEXT, "Postal code"),
              Shape.optional("city", TEXT, "City"),
              Shape.optional("region", TEXT, "Region, state or province"),
              Shape.optional("country", TEXT, "ISO code or name")),
          Shape.fields(
              "AddressFacts",
              Shape.required("street", Shape.orNull(Shape.text()), "Street"),
              Shape.required(
                  "postalCode", Shape.orNull(Shape.text()), "Postal code as it is to be written"),
              Shape.required("city", Shape.orNull(Shape.text()), "City"),
              Shape.required("region", Shape.orNull(Shape.text()), "Region"),
              Shape.required("country", Shape.orNull(Shape.text()), "ISO code"),
              Shape.required(
                  "lines",
                  Shape.listOf(Shape.text()),
                  "The lines of an envelope within the country; empty if its rules are not known"),
              Shape.required(
                  "location", Shape.orNull(LOCATION), "On the map; null if nobody was asked")),
          json ->
              new AddressQuestion(
                  json.path("street").textValue(),
                  json.path("postalCode").textValue(),
                  json.path("city").textValue(),
                  json.path("region").textValue(),
                  json.path("country").textValue()),
          Validation::addresses,
          AddressJson::write);

  private AddressJson() {}

  private static ObjectNode write(AddressFacts facts) {
    PostalAddress address = facts.address();
    Country country = address.country();
    ObjectNode json = Json.object();
    json.put("street", address.street())
        .put("postalCode", address.postalCode())
        .put("city", address.city())
        .put("region", address.region())
        .put("country", country == null ? null : country.code())
        .set("lines", Json.of(facts.lines()));
    json.set("location", facts.location() == null ? null : write(facts.location()));
    return json;
  }

  private static ObjectNode write(Location location) {
    return switch (location) {
      case Location.Found found ->
          status(Status.FOUND)
              .put("latitude", found.latitude())
              .put("longitude", found.longitude())
              .put("confidence", found.confidence())
              .put("name", found.name());
      case Location.NotFound none -> status(Status.NOT_FOUND);
      case Location.Unanswered unanswered -> status(Status.UNKNOWN);
    };
  }

  private static ObjectNode status(Status status) {
    return Json.object().put("status", status.name());
  }
}
