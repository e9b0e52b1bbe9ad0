package dev.kith.crm.http.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Audit entries as JSON: for every feature that shows the history of its records. */
public final class AuditJson {

  static final int MOST = 200;

  static final Shape.Fields ENTRY =
      Shape.fields(
          "AuditEntry",
          Shape.required("id", Shape.uuid(), "Id of the entry"),
          Shape.required("subjectType", Shape.text(), "Kind of the record, such as lead"),
          Shape.required("subjectId", Shape.uuid(), "Id of the record"),
          Shape.required("position", Shape.count(), "1 for the first entry of the record"),
          Shape.required("at", Shape.instant(), "When"),
          Shape.required("actorKind", Shape.text(), "USER, TOKEN, EXTERNAL or SYSTEM"),
          Shape.required("actorId", Shape.uuid(), "Who"),
          Shape.required("actorName", Shape.text(), "Who, by the name they had then"),
          Shape.required("action", Shape.text(), "What, such as lead.edit"),
          Shape.required(
              "changes",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("field", Shape.text(), "The field"),
                      Shape.required("before", Shape.orNull(Shape.text()), "null if it was empty"),
                      Shape.required(
                          "after", Shape.orNull(Shape.text()), "null if it is empty now"))),
              "Field by field"),
          Shape.required(
              "requestId", Shape.orNull(Shape.text()), "Of the request that asked for it"),
          Shape.required("cause", Shape.orNull(Shape.text()), "What made the CRM do it by itself"),
          Shape.required("hash", Shape.text(), "Seals the entry and all before it"));

  /** The form of a record's history. */
  public static final Shape.Fields TIMELINE =
      Paging.BEFORE.shape("Timeline", ENTRY, "Newest first", Shape.count());

  /** The form of a history in which entries of several records stand. */
  public static final Shape.Fields SHARED_TIMELINE =
      Paging.BEFORE.shape("SharedTimeline", ENTRY, "Newest first", Shape.uuid());

  private AuditJson() {}

  /** Reads the history of a record. */
  @FunctionalInterface
  public interface Source {
    Outcome<List<AuditEntry>> entries(@Nullable Long beforePosition, int limit);
  }

  /** Reads the history of several records together. */
  @FunctionalInterface
  public interface SharedSource {
    Outcome<List<AuditEntry>> entries(@Nullable UUID beforeEntry, int limit);
  }

  /** The parameters with which a shared history is paged. */
  public static Route.Draft sharedTimelineParameters(Route.Draft draft) {
    return draft.query(Paging.BEFORE.parameters(Shape.uuid(), MOST, "entries"));
  }

  /** A page of the history of several records. */
  public static Outcome<Reply> sharedTimeline(Call call, SharedSource source) {
    int limit = Paging.limit(call);
    return source
        .entries(call.queryId("before").orElse(null), limit + 1)
        .map(entries ->
            Reply.json(200, Paging.BEFORE.page(entries, limit, AuditJson::of, AuditEntry::id)));
  }

  /** The parameters with which a history is paged. */
  public static Route.Draft timelineParameters(Route.Draft draft) {
    return draft.query(Paging.BEFORE.parameters(Shape.whole(1, Long.MAX_VALUE), MOST, "entries"));
  }

  /** A page of a record's history. */
  public static Outcome<Reply> timeline(Call call, Source source) {
    int limit = Paging.limit(call);
    Long before = call.query("before").map(Long::valueOf).orElse(null);
    return source
        .entries(before, limit + 1)
        .map(entries ->
            Reply.json(
                200, Paging.BEFORE.page(entries, limit, AuditJson::of, AuditEntry::position)));
  }

  static ObjectNode of(AuditEntry entry) {
    ObjectNode json =
        Json.object()
            .put("id", entry.id().toString())
            .put("subjectType", entry.subject().type())
            .put("subjectId", entry.subject().id().toString())
            .put("position", entry.position())
            .put("at", entry.at().toString())
            .put("actorKind", entry.actorKind())
            .put("actorId", entry.actorId().toString())
            .put("actorName", entry.actorName())
            .put("action", entry.action());
    ArrayNode changes = json.putArray("changes");
    entry
        .changes()
        .forEach(c ->
            changes
                .addObject()
                .put("field", c.field())
                .put("before", c.before())
                .put("after", c.after()));
    return json.put("requestId", entry.requestId())
        .put("cause", entry.cause())
        .put("hash", entry.hash());
  }
}
