package dev.kith.crm.http.intake.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.domain.intake.validation.EmailFacts;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;

/** E-mail addresses in JSON. */
final class EmailJson {

  static final Shape.Fields FACTS =
      Shape.fields(
          "EmailFacts",
          Shape.required("address", Shape.text(), "The address as it would be stored"),
          Shape.required("domain", Shape.text(), "Its domain as it is written"),
          Shape.required(
              "asciiDomain", Shape.text(), "Its domain as it is looked up and sent to (IDNA)"),
          Shape.required("freeMail", Shape.flag(), "Whether anybody can get such an address"),
          Shape.required("role", Shape.flag(), "Whether it reaches a function and no person"),
          Shape.required("disposable", Shape.flag(), "Whether it lives for minutes only"),
          Shape.required(
              "mailServers",
              Shape.listOf(Shape.text()),
              "Hosts that take mail for the domain, the preferred first; empty where none is"
                  + " known"));

  static final Kind<String, EmailFacts> KIND =
      new Kind<>(
          "email",
          "an e-mail address",
          Shape.fields(
              "EmailQuestion", Shape.required("email", Shape.text(1_000), "An e-mail address")),
          FACTS,
          json -> json.path("email").textValue(),
          Validation::emails,
          EmailJson::write);

  private EmailJson() {}

  static ObjectNode write(EmailFacts facts) {
    return Json.object()
        .put("address", facts.address().text())
        .put("domain", facts.address().domain())
        .put("asciiDomain", facts.address().asciiDomain())
        .put("freeMail", facts.freeMail())
        .put("role", facts.role())
        .put("disposable", facts.disposable())
        .set("mailServers", Json.of(facts.mailServers()));
  }
}
