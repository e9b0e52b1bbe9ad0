package dev.kith.crm.http.intake.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.domain.intake.validation.EmailFacts;
import dev.kith.crm.domain.intake.validation.LeadFacts;
import dev.kith.crm.domain.intake.validation.PhoneFacts;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.lead.LeadDraftJson;

/** Leads that are about to be captured, in JSON. */
final class LeadJson {

  /** Any text may be asked about: what is wrong with it is the answer. */
  static final Kind<LeadDraft, LeadFacts> KIND =
      new Kind<>(
          "lead",
          "a lead as a whole",
          LeadDraftJson.shape("LeadQuestion", field -> Shape.text()),
          Shape.fields(
              "LeadFacts",
              Shape.required(
                  "capturable", Shape.flag(), "Whether POST /leads would accept it as it is"),
              Shape.required("email", Shape.orNull(EmailJson.FACTS), "Its e-mail address"),
              Shape.required("phone", Shape.orNull(PhoneJson.FACTS), "Its telephone number")),
          LeadDraftJson::read,
          Validation::leads,
          LeadJson::write);

  private LeadJson() {}

  private static ObjectNode write(LeadFacts facts) {
    EmailFacts email = facts.email();
    PhoneFacts phone = facts.phone();
    ObjectNode json = Json.object().put("capturable", facts.capturable());
    json.set("email", email == null ? null : EmailJson.write(email));
    json.set("phone", phone == null ? null : PhoneJson.write(phone));
    return json;
  }
}
