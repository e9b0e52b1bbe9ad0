package dev.kith.crm.http.intake.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.application.intake.validation.Validation.CompanyQuestion;
import dev.kith.crm.domain.intake.company.CompanyName;
import dev.kith.crm.domain.intake.company.LegalForm;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;

/** Names of companies in JSON. */
final class CompanyJson {

  static final Kind<CompanyQuestion, CompanyName> KIND =
      new Kind<>(
          "company",
          "a company's name",
          Shape.fields(
              "CompanyQuestion",
              Shape.required("company", Shape.text(1_000), "A name as people write it"),
              Shape.optional(
                  "country",
                  Shape.orNull(Shape.text(100)),
                  "ISO code or name; it decides whether a word such as \"as\" is a legal"
                      + " form")),
          Shape.fields(
              "CompanyFacts",
              Shape.required("displayName", Shape.text(), "The whole name as it should be shown"),
              Shape.required("name", Shape.text(), "The name without its legal form"),
              Shape.required(
                  "legalForm", Shape.orNull(Shape.text()), "The legal form in its usual spelling"),
              Shape.required(
                  "legalFormCountries",
                  Shape.listOf(Shape.text()),
                  "Countries that know the form by this spelling"),
              Shape.required("canonicalName", Shape.text(), "What all spellings of the name share"),
              Shape.required("key", Shape.text(), "The same, whatever the order of the words")),
          json ->
              new CompanyQuestion(
                  json.path("company").textValue(), json.path("country").textValue()),
          Validation::companies,
          CompanyJson::write);

  private CompanyJson() {}

  private static ObjectNode write(CompanyName name) {
    LegalForm form = name.legalForm();
    ObjectNode json =
        Json.object()
            .put("displayName", name.display())
            .put("name", name.name())
            .put("legalForm", form == null ? null : form.text());
    json.set(
        "legalFormCountries",
        Json.of(form == null ? List.of() : form.countries().stream().sorted().toList()));
    return json.put("canonicalName", name.canonical()).put("key", name.key());
  }
}
