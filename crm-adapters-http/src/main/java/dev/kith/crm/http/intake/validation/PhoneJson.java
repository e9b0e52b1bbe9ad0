package dev.kith.crm.http.intake.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.application.intake.validation.Validation.PhoneQuestion;
import dev.kith.crm.domain.intake.validation.PhoneFacts;
import dev.kith.crm.domain.intake.validation.PhoneLine;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;

/** Telephone numbers in JSON. */
final class PhoneJson {

  static final Shape.Fields FACTS =
      Shape.fields(
          "PhoneFacts",
          Shape.required("number", Shape.text(), "The number as it would be stored"),
          Shape.required("e164", Shape.text(), "The number without its extension (ITU-T E.164)"),
          Shape.required("extension", Shape.orNull(Shape.text()), "The extension, if there is one"),
          Shape.required(
              "line", Shape.choice(PhoneLine.class), "The sort of line; UNKNOWN if no line has it"),
          Shape.required(
              "country",
              Shape.orNull(Shape.text()),
              "ISO code of the country it belongs to; null for numbers of no country"),
          Shape.required("national", Shape.text(), "As it is written within its country"),
          Shape.required("international", Shape.text(), "As it is written elsewhere"));

  static final Kind<PhoneQuestion, PhoneFacts> KIND =
      new Kind<>(
          "phone",
          "a telephone number",
          Shape.fields(
              "PhoneQuestion",
              Shape.required("phone", Shape.text(1_000), "A telephone number as people write it"),
              Shape.optional(
                  "country",
                  Shape.orNull(Shape.text(100)),
                  "ISO code or name of the country that a number without a country code"
                      + " belongs to; usually the home country")),
          FACTS,
          json ->
              new PhoneQuestion(json.path("phone").textValue(), json.path("country").textValue()),
          Validation::phones,
          PhoneJson::write);

  private PhoneJson() {}

  static ObjectNode write(PhoneFacts facts) {
    Country country = facts.country();
    return Json.object()
        .put("number", facts.number().text())
        .put("e164", "+" + facts.number().digits())
        .put("extension", facts.extension())
        .put("line", facts.line().name())
        .put("country", country == null ? null : country.code())
        .put("national", facts.national())
        .put("international", facts.international());
  }
}
