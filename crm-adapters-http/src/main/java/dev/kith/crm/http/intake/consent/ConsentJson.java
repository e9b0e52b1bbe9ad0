package dev.kith.crm.http.intake.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.consent.Consents;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.ConsentHistory;
import dev.kith.crm.domain.intake.consent.LawfulBasis;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ledgers of consents in JSON. */
public final class ConsentJson {

  private static final Shape.Property CHANNEL =
      Shape.required("channel", Shape.choice(Channel.class), "By which way to be contacted");

  private static final Shape.Property PURPOSE =
      Shape.required("purpose", Shape.choice(Purpose.class), "For what");

  private static final Shape.Property STATUS =
      Shape.required("status", Shape.choice(ConsentEntry.Status.class), "What was said");

  private static final Shape.Property KIND =
      Shape.required("kind", Shape.choice(ConsentProof.Kind.class), "Of which kind the proof is");

  private static final Shape PROOF_DRAFT =
      Shape.fields(
          "ConsentProofDraft",
          KIND,
          Shape.optional(
              "reference",
              Shape.orNull(Shape.text(ConsentProof.LONGEST_REFERENCE)),
              "Where it can be looked up: the number of a form, a recording, a message. It, or the"
                  + " wording, is needed"),
          Shape.optional(
              "wording",
              Shape.orNull(Shape.text(ConsentProof.LONGEST_WORDING)),
              "To what was agreed, in the words that were shown"),
          Shape.optional(
              "at",
              Shape.orNull(Shape.instant()),
              "When the proof came about, such as when the link of a double opt-in was followed;"
                  + " null if it is as old as the consent"));

  private static final Shape PROOF =
      Shape.fields(
          "ConsentProof",
          KIND,
          Shape.required("reference", Shape.orNull(Shape.text()), "Where it can be looked up"),
          Shape.required("wording", Shape.orNull(Shape.text()), "To what was agreed"),
          Shape.required("at", Shape.orNull(Shape.instant()), "When the proof came about"));

  static final Shape.Fields DRAFT =
      Shape.fields(
          "ConsentDraft",
          CHANNEL,
          PURPOSE,
          STATUS,
          Shape.optional(
              "basis",
              Shape.orNull(Shape.choice(LawfulBasis.class)),
              "On which ground of Art. 6(1) GDPR; CONSENT if it is missing"),
          Shape.optional(
              "source",
              Shape.orNull(Shape.text(ConsentEntry.LONGEST_SOURCE)),
              "Where it was said: a form, a call, a contract. Needed"),
          Shape.optional(
              "evidence",
              Shape.orNull(Shape.text(ConsentEntry.LONGEST_EVIDENCE)),
              "By what it can be proven, in words. It, or a proof, is needed for a grant on the"
                  + " basis of consent"),
          Shape.optional(
              "proof", Shape.orNull(PROOF_DRAFT), "By what it can be proven, part by part"),
          Shape.optional(
              "occurredAt", Shape.orNull(Shape.instant()), "When it was said; now if missing"),
          Shape.optional(
              "until", Shape.orNull(Shape.instant()), "From when on a grant counts no more"));

  static final Shape.Fields BATCH =
      Shape.fields(
          "ConsentBatch",
          Shape.required(
              "items",
              Shape.listOf(DRAFT, 1, Consents.LARGEST_BATCH),
              "Lines, each judged after those before it"));

  private static final Shape.Fields ENTRY =
      Shape.fields(
          "ConsentEntry",
          CHANNEL,
          PURPOSE,
          STATUS,
          Shape.required("basis", Shape.choice(LawfulBasis.class), "On which ground"),
          Shape.required("source", Shape.text(), "Where it was said"),
          Shape.required(
              "evidence", Shape.orNull(Shape.text()), "By what it can be proven, in words"),
          Shape.required("proof", Shape.orNull(PROOF), "By what it can be proven, part by part"),
          Shape.required("occurredAt", Shape.instant(), "When it was said"),
          Shape.required(
              "until", Shape.orNull(Shape.instant()), "From when on a grant counts no more"));

  static final Shape.Fields HISTORY =
      Shape.fields(
          "ConsentHistory",
          Shape.required(
              "items",
              Shape.listOf(
                  new Shape.Fields("Consent", ENTRY.properties())
                      .with(Shape.required("id", Shape.uuid(), "Id"))
                      .with(
                          Shape.required(
                              "recordedAt", Shape.instant(), "When the CRM heard of it"))),
              "What was said, the last first"),
          Shape.required(
              "standing",
              Shape.listOf(
                  new Shape.Fields("ConsentStanding", ENTRY.properties())
                      .with(
                          Shape.required(
                              "state",
                              Shape.choice(ConsentHistory.State.class),
                              "What follows from it now"))),
              "The line that counts now, for each channel and purpose of which something was"
                  + " said"));

  private ConsentJson() {}

  static ConsentDraft read(JsonNode json) {
    String basis = json.path("basis").textValue();
    return new ConsentDraft(
        Channel.valueOf(json.path("channel").asText()),
        Purpose.valueOf(json.path("purpose").asText()),
        ConsentEntry.Status.valueOf(json.path("status").asText()),
        basis == null ? LawfulBasis.CONSENT : LawfulBasis.valueOf(basis),
        json.path("source").textValue(),
        json.path("evidence").textValue(),
        instant(json.path("occurredAt").textValue()),
        instant(json.path("until").textValue()),
        proof(json.path("proof")));
  }

  private static @Nullable ConsentProof proof(JsonNode json) {
    return json.isObject()
        ? new ConsentProof(
            ConsentProof.Kind.valueOf(json.path("kind").asText()),
            json.path("reference").textValue(),
            json.path("wording").textValue(),
            instant(json.path("at").textValue()))
        : null;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : ShapeCheck.instant(text).orElseThrow();
  }

  static List<ConsentDraft> readAll(JsonNode list) {
    List<ConsentDraft> drafts = new ArrayList<>();
    list.forEach(one -> drafts.add(read(one)));
    return drafts;
  }

  static ObjectNode of(ConsentHistory history) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (Consent line : history.lines()) {
      items.add(
          of(line.entry())
              .put("id", line.id().toString())
              .put("recordedAt", line.recordedAt().toString()));
    }
    ArrayNode standing = json.putArray("standing");
    history
        .standing()
        .forEach(each -> standing.add(of(each.entry()).put("state", each.state().name())));
    return json;
  }

  static ObjectNode of(ConsentEntry entry) {
    Instant until = entry.until();
    ObjectNode json =
        Json.object()
            .put("channel", entry.channel().name())
            .put("purpose", entry.purpose().name())
            .put("status", entry.status().name())
            .put("basis", entry.basis().name())
            .put("source", entry.source())
            .put("evidence", entry.evidence())
            .put("occurredAt", entry.occurredAt().toString())
            .put("until", until == null ? null : until.toString());
    json.set("proof", of(entry.proof()));
    return json;
  }

  private static JsonNode of(@Nullable ConsentProof proof) {
    if (proof == null) {
      return NullNode.getInstance();
    }
    Instant at = proof.at();
    return Json.object()
        .put("kind", proof.kind().name())
        .put("reference", proof.reference())
        .put("wording", proof.wording())
        .put("at", at == null ? null : at.toString());
  }
}
