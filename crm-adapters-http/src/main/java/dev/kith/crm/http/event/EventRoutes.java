package dev.kith.crm.http.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Events;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.UUID;

/** What has happened, for programs that pull it; and what became of telling others. */
public final class EventRoutes {

  private static final String TAG = "Events";

  /** The members that CloudEvents 1.0 demands, and ours beside them. */
  private static final Shape.Fields EVENT =
      Shape.fields(
          "Event",
          Shape.required("specversion", Shape.choice("1.0"), "Of CloudEvents"),
          Shape.required("id", Shape.uuid(), "The same in every delivery"),
          Shape.required("source", Shape.text(), "Where it happened"),
          Shape.required("type", Shape.text(), "Such as lead.captured.v1"),
          Shape.required("subject", Shape.text(), "The record, as type/id"),
          Shape.required("time", Shape.instant(), "When"),
          Shape.required("version", Shape.count(), "Of the record after the change"),
          Shape.required("actorid", Shape.uuid(), "Who did it"),
          Shape.required("actorname", Shape.text(), "Who, by the name they had then"),
          Shape.optional("requestid", Shape.text(), "Of the request that led here"),
          Shape.optional("cause", Shape.text(), "What made the CRM do it by itself"),
          Shape.optional("causationid", Shape.uuid(), "Id of the event that led to this one"),
          Shape.optional(
              "depth",
              Shape.whole(0, Integer.MAX_VALUE),
              "How many events led to this one, each to the next"),
          Shape.required("data", new Shape.MapOf(new Shape.Anything()), "What happened"));

  private static final Shape.Fields EVENTS =
      Shape.fields(
          "EventList",
          Shape.required("items", Shape.listOf(EVENT), "In the order in which they happened"),
          Shape.required(
              "last",
              Shape.orNull(Shape.uuid()),
              "To be sent as after next time; null if there were none"));

  private static final Shape.Fields LETTERS =
      Shape.fields(
          "DeadLetterList",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "DeadLetter",
                      Shape.required("event", EVENT, "What could not be delivered"),
                      Shape.required("reaction", Shape.text(), "To whom"),
                      Shape.required("attempts", Shape.count(), "How often it was tried"),
                      Shape.required(
                          "error", Shape.orNull(Shape.text()), "What the last attempt said"),
                      Shape.required(
                          "deadSince", Shape.orNull(Shape.instant()), "When it was given up"))),
              "The oldest events first"));

  private static final Shape.Fields REPLAY =
      Shape.fields(
          "DeadLetterReplay",
          Shape.required("event", Shape.uuid(), "Id of the event"),
          Shape.required("reaction", Shape.text(1, 200), "To whom it is to be delivered again"));

  private static final Shape.Fields BACKLOG =
      Shape.fields(
          "Backlog",
          Shape.required("waiting", Shape.count(), "Deliveries that wait"),
          Shape.required("dead", Shape.count(), "Deliveries that were given up"),
          Shape.required(
              "oldestWaiting",
              Shape.orNull(Shape.instant()),
              "When the oldest event that waits happened"));

  private EventRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/events", "listEvents")
            .says(TAG, "Pull events in their order (CloudEvents 1.0)")
            .query("after", Shape.uuid(), "Only events behind this one: last of the answer before")
            .query(List.of(Paging.limit(Events.LARGEST_PAGE, "events")))
            .answers(200, EVENTS, "The events")
            .refuses("forbidden", "invalid")
            .handledBy(EventRoutes::list),
        Route.get("/events/backlog", "getBacklog")
            .says(TAG, "How much waits to be delivered")
            .answers(200, BACKLOG, "Figures")
            .refuses("forbidden")
            .handledBy(call -> events(call).backlog().map(b -> Reply.json(200, json(b)))),
        Route.get("/dead-letters", "listDeadLetters")
            .says(TAG, "Deliveries that were given up")
            .query(List.of(Paging.limit(Events.LARGEST_PAGE, "letters")))
            .answers(200, LETTERS, "The letters")
            .refuses("forbidden", "invalid")
            .handledBy(
                call -> events(call).deadLetters(Paging.limit(call)).map(EventRoutes::letters)),
        Route.post("/dead-letters:replay", "replayDeadLetter")
            .says(TAG, "Deliver a dead letter after all")
            .body(REPLAY)
            .answers(202, "It is due again; if it fails once more, it stands at the Location")
            .refuses("forbidden", "not-found")
            .handledBy(EventRoutes::replay));
  }

  private static Outcome<Reply> list(Call call) {
    UUID after = call.queryId("after").orElse(null);
    return events(call)
        .after(after, Paging.limit(call))
        .map(found -> {
          ObjectNode json = Json.object();
          ArrayNode items = json.putArray("items");
          found.forEach(envelope -> items.add(json(envelope)));
          json.put("last", found.isEmpty() ? null : found.getLast().id().toString());
          return Reply.json(200, json);
        });
  }

  private static Outcome<Reply> replay(Call call) {
    return events(call)
        .replay(call.uuid("event").orElseThrow(), String.valueOf(call.text("reaction")))
        .map(event -> Reply.empty(202).header("Location", call.link("/dead-letters")));
  }

  private static Reply letters(List<Outbox.Delivery> deliveries) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (Outbox.Delivery delivery : deliveries) {
      ObjectNode item = items.addObject();
      item.set("event", json(delivery.envelope()));
      item.put("reaction", delivery.reaction())
          .put("attempts", delivery.attempts())
          .put("error", delivery.error());
      item.set("deadSince", Json.of(delivery.deadSince()));
    }
    return Reply.json(200, json);
  }

  private static ObjectNode json(EventEnvelope envelope) {
    ObjectNode json =
        Json.object()
            .put("specversion", "1.0")
            .put("id", envelope.id().toString())
            .put("source", "/kith")
            .put("type", envelope.event().type())
            .put("subject", envelope.event().subject().toString())
            .put("time", envelope.at().toString())
            .put("version", envelope.version())
            .put("actorid", envelope.actorId().toString())
            .put("actorname", envelope.actorName());
    if (envelope.requestId() != null) {
      json.put("requestid", envelope.requestId());
    }
    if (envelope.cause() != null) {
      json.put("cause", envelope.cause());
    }
    UUID before = envelope.causation().event();
    if (before != null) {
      json.put("causationid", before.toString());
      json.put("depth", envelope.causation().depth());
    }
    json.set(
        "data", envelope.event() instanceof Record r ? RecordJson.properties(r) : Json.object());
    return json;
  }

  private static ObjectNode json(Outbox.Backlog backlog) {
    ObjectNode json = Json.object().put("waiting", backlog.waiting()).put("dead", backlog.dead());
    return json.set("oldestWaiting", Json.of(backlog.oldestWaiting()));
  }

  private static Events events(Call call) {
    return call.workspace().events();
  }
}
