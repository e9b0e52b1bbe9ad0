package dev.kith.crm.http.intake.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.contact.ContactAnswer;
import dev.kith.crm.application.intake.contact.Contacts;
import dev.kith.crm.application.intake.contact.PersonAnswer;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.intake.contact.ContactDecision;
import dev.kith.crm.domain.intake.contact.Obstacle;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The question of contact and its answers in JSON. */
final class ContactJson {

  private static final Shape.Property CHANNEL =
      Shape.required("channel", Shape.choice(Channel.class), "By which way");

  private static final Shape.Property PURPOSE =
      Shape.required("purpose", Shape.choice(Purpose.class), "For what");

  static final Shape.Fields QUESTION = Shape.fields("ContactQuestion", CHANNEL, PURPOSE);

  static final Shape.Fields QUESTIONS =
      Shape.fields(
          "ContactQuestions",
          Shape.required(
              "leads", Shape.listOf(Shape.uuid(), 1, Contacts.LARGEST_BATCH), "Ids of leads"),
          CHANNEL,
          PURPOSE);

  private static final Shape OBSTACLES =
      Shape.listOf(
          Shape.fields(
              "ContactObstacle",
              Shape.required(
                  "kind",
                  Shape.choice(
                      "UNREACHABLE",
                      "NOT_ASKED",
                      "REFUSED",
                      "EXPIRED",
                      "SUPPRESSED",
                      "REGISTERED",
                      "REGISTRY_SILENT",
                      "QUIET"),
                  "What stands against the contact"),
              Shape.required(
                  "since",
                  Shape.orNull(Shape.instant()),
                  "Of a refusal when it was said, of a consent that is over when it ended; else"
                      + " null"),
              Shape.required(
                  "reason",
                  Shape.orNull(Shape.text()),
                  "Of a suppression why, of a refusal where it was said; else null"),
              Shape.required(
                  "ends",
                  Shape.orNull(Shape.instant()),
                  "When it is out of the way by itself; null if never, or if nobody can tell")));

  static final Shape.Fields ANSWER =
      Shape.fields(
          "ContactAnswer",
          Shape.required("lead", Shape.uuid(), "Id of the lead"),
          CHANNEL,
          PURPOSE,
          Shape.required("allowed", Shape.flag(), "Whether the lead may be contacted now"),
          Shape.required(
              "from",
              Shape.orNull(Shape.instant()),
              "From when on it may be, as far as is known now; null if waiting does not help"),
          Shape.required("obstacles", OBSTACLES, "Everything that stands against it now"));

  static final Shape.Fields OVERVIEW =
      Shape.fields(
          "ContactOverview",
          Shape.required(
              "items", Shape.listOf(ANSWER), "An answer for each channel and each purpose"));

  /** Of somebody who is no lead any more. */
  static final Shape.Fields PERSON =
      Shape.fields(
          "PersonContactOverview",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "PersonContactAnswer",
                      CHANNEL,
                      PURPOSE,
                      ANSWER.properties().get(3),
                      ANSWER.properties().get(4),
                      ANSWER.properties().get(5))),
              "An answer for each channel and each purpose"));

  static final Shape.Fields ANSWERS =
      Shape.fields(
          "ContactAnswers",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "ContactOutcome",
                      Shape.required("status", Shape.whole(200, 599), "As of a single question"),
                      Shape.optional("answer", ANSWER, "Where there is one"),
                      Shape.optional("problem", new Shape.Anything(), "Where there is none"))),
              "An outcome for each lead, in the order of the question"));

  private ContactJson() {}

  static Channel channel(JsonNode json) {
    return Channel.valueOf(json.path("channel").asText());
  }

  static Purpose purpose(JsonNode json) {
    return Purpose.valueOf(json.path("purpose").asText());
  }

  static ObjectNode overview(List<ContactAnswer> answers) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    answers.forEach(answer -> items.add(of(answer)));
    return json;
  }

  static ObjectNode answers(List<Outcome<ContactAnswer>> outcomes) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (Outcome<ContactAnswer> outcome : outcomes) {
      switch (outcome) {
        case Outcome.Done<ContactAnswer>(var answer) ->
            items.addObject().put("status", 200).set("answer", of(answer));
        case Outcome.Refused<ContactAnswer>(var refusal) -> {
          Problem problem = Problem.of(refusal);
          items.addObject().put("status", problem.status()).set("problem", problem.shortJson());
        }
      }
    }
    return json;
  }

  static ObjectNode of(ContactAnswer answer) {
    ObjectNode json = Json.object().put("lead", answer.lead().toString());
    return decided(json, answer.channel(), answer.purpose(), answer.decision());
  }

  static ObjectNode ofPerson(List<PersonAnswer> answers) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    answers.forEach(answer ->
        items.add(decided(Json.object(), answer.channel(), answer.purpose(), answer.decision())));
    return json;
  }

  private static ObjectNode decided(
      ObjectNode json, Channel channel, Purpose purpose, ContactDecision decision) {
    json.put("channel", channel.name())
        .put("purpose", purpose.name())
        .put("allowed", decision.allowed())
        .put("from", text(decision.from()));
    ArrayNode obstacles = json.putArray("obstacles");
    decision.obstacles().forEach(obstacle -> obstacles.add(of(obstacle)));
    return json;
  }

  private static ObjectNode of(Obstacle obstacle) {
    ObjectNode json =
        switch (obstacle) {
          case Obstacle.Unreachable o -> obstacle("UNREACHABLE", null, null);
          case Obstacle.NotAsked o -> obstacle("NOT_ASKED", null, null);
          case Obstacle.Refused(ConsentEntry entry) ->
              obstacle("REFUSED", entry.occurredAt(), entry.source());
          case Obstacle.Expired(ConsentEntry entry) -> obstacle("EXPIRED", entry.until(), null);
          case Obstacle.Suppressed(var by) -> obstacle("SUPPRESSED", null, by.reason());
          case Obstacle.Registered o -> obstacle("REGISTERED", null, null);
          case Obstacle.RegistrySilent o -> obstacle("REGISTRY_SILENT", null, null);
          case Obstacle.Quiet o -> obstacle("QUIET", null, null);
        };
    return json.put("ends", text(obstacle.ends()));
  }

  private static ObjectNode obstacle(
      String kind, @Nullable Instant since, @Nullable String reason) {
    return Json.object()
        .put("kind", kind)
        .put("since", text(Optional.ofNullable(since)))
        .put("reason", reason);
  }

  private static @Nullable String text(Optional<Instant> moment) {
    return moment.map(Instant::toString).orElse(null);
  }
}
