package dev.kith.crm.http.intake.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.application.intake.validation.Validation.VatQuestion;
import dev.kith.crm.domain.intake.taxid.TaxNumber;
import dev.kith.crm.domain.intake.validation.Registration;
import dev.kith.crm.domain.intake.validation.Validity;
import dev.kith.crm.domain.intake.validation.VatFacts;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;

/** Companies' numbers at tax offices in JSON. */
final class VatJson {

  private static final Shape.Fields REGISTRATION =
      Shape.fields(
          "VatRegistration",
          Shape.required(
              "status",
              Shape.choice(Validity.class),
              "VALID: registered; INVALID: not registered; UNKNOWN: the register did not answer,"
                  + " ask again later"),
          Shape.optional(
              "name",
              Shape.orNull(Shape.text()),
              "The company; null where its country does not tell"),
          Shape.optional("address", Shape.orNull(Shape.text()), "Its address, line by line"));

  static final Kind<VatQuestion, VatFacts> KIND =
      new Kind<>(
          "vat",
          "a value added tax number or its like",
          Shape.fields(
              "VatQuestion",
              Shape.required("vat", Shape.text(1_000), "A number as people write it"),
              Shape.optional(
                  "country",
                  Shape.orNull(Shape.text(100)),
                  "ISO code or name of the country of a number without prefix")),
          Shape.fields(
              "VatFacts",
              Shape.required("number", Shape.text(), "The number as it stands on invoices"),
              Shape.required("country", Shape.text(), "ISO code of the country that gave it"),
              Shape.required("kind", Shape.text(), "What it is called there"),
              Shape.required(
                  "proven",
                  Shape.flag(),
                  "Whether a check digit fits; false for numbers that have none"),
              Shape.required(
                  "registration",
                  Shape.orNull(REGISTRATION),
                  "In the register; null if nobody was asked")),
          json -> new VatQuestion(json.path("vat").textValue(), json.path("country").textValue()),
          Validation::vats,
          VatJson::write);

  private VatJson() {}

  private static ObjectNode write(VatFacts facts) {
    TaxNumber number = facts.number();
    ObjectNode json = Json.object();
    json.put("number", number.number())
        .put("country", number.country().code())
        .put("kind", number.kind())
        .put("proven", number.proven());
    json.set("registration", facts.registration() == null ? null : write(facts.registration()));
    return json;
  }

  private static ObjectNode write(Registration registration) {
    return switch (registration) {
      case Registration.Registered(var name, var address) ->
          status(Validity.VALID).put("name", name).put("address", address);
      case Registration.NotRegistered none -> status(Validity.INVALID);
      case Registration.Unanswered unanswered -> status(Validity.UNKNOWN);
    };
  }

  private static ObjectNode status(Validity status) {
    return Json.object().put("status", status.name());
  }
}
