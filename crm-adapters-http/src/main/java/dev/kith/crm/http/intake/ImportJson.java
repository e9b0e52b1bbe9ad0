package dev.kith.crm.http.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Imports to JSON, and mappings and formats from it. */
final class ImportJson {

  private ImportJson() {}

  static ObjectNode of(ImportView view, RowNames names) {
    ObjectNode json =
        Json.object()
            .put("id", view.id().toString())
            .put("of", view.kind() == null ? "lead" : view.kind().singular())
            .put("file", view.file().name())
            .put("bytes", view.file().bytes())
            .put("sha256", view.file().sha256())
            .put("status", view.status().name().name())
            .put("statusSince", view.status().since().toString())
            .put(
                "reason",
                view.status() instanceof ImportStatus.Failed failed ? failed.reason() : null)
            .put("owner", view.owner().toString())
            .put("job", view.job() == null ? null : view.job().toString())
            .put("percent", view.percent())
            .put("rows", view.progress().rows())
            .put("created", view.progress().created())
            .put("updated", view.progress().updated())
            .put("skipped", view.progress().skipped())
            .put("duplicate", view.progress().duplicate())
            .put("failed", view.progress().failed())
            .put("review", view.progress().review())
            .put("rowsPerSecond", view.rowsPerSecond());
    json.set("check", counts(view.check()));
    json.put("differsFromCheck", view.differsFromCheck());
    json.set("differences", rows(view.differences(), names));
    json.set("reverted", reverted(view.reverted()));
    json.set("rules", rules(view.rules()));
    ArrayNode next = json.putArray("next");
    view.next().forEach(name -> next.add(name.name()));
    json.set("format", FormatJson.of(view.format()));
    json.put("header", view.mapping().header().name());
    json.set("columns", columns(view));
    json.set("constants", constants(view.mapping().constants(), view.mapping().records()));
    json.set("preset", preset(view.preset()));
    json.set("preview", preview(view));
    return json.put("createdAt", view.revision().createdAt().toString())
        .put("version", view.revision().version());
  }

  /** What every row says, of leads or of what the rows are. */
  static ObjectNode constants(Map<LeadField, String> constants, @Nullable RecordMapping records) {
    ObjectNode json = Json.object();
    if (records == null) {
      constants.forEach((field, text) -> json.put(field.code(), text));
      return json;
    }
    records.every().forEach((field, text) -> json.put(records.kind().target(field).code(), text));
    return json;
  }

  /**
   * The mapping in a body; a column that is named twice is a problem of the body.
   *
   * @param kind what the rows are; null for leads
   */
  static ImportMapping mapping(JsonNode body, @Nullable RecordKind kind) {
    Map<Integer, ImportTarget> targets = new TreeMap<>();
    List<Violation> violations = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    JsonNode columns = body.path("columns");
    for (int i = 0; i < columns.size(); i++) {
      int number = columns.get(i).path("number").intValue();
      if (seen.contains(number)) {
        violations.add(
            new Violation(
                "/columns/" + i + "/number",
                "doubled",
                "The column " + number + " stands there twice."));
      }
      seen.add(number);
      JsonNode field = columns.get(i).path("field");
      if (field.isTextual()) {
        String place = "/columns/" + i + "/field";
        ImportTarget.named(field.textValue())
            .ifPresentOrElse(
                target -> targets.put(number, target),
                () ->
                    violations.add(
                        new Violation(
                            place, "not-one-of", "A column fills " + ImportShapes.FIELDS + ".")));
      }
    }
    HeaderRow header = HeaderRow.valueOf(body.path("header").textValue());
    Map<LeadField, String> constants = new EnumMap<>(LeadField.class);
    Map<String, String> every = new HashMap<>();
    for (Map.Entry<String, JsonNode> constant : body.path("constants").properties()) {
      if (kind != null) {
        // With or without the kind in front, as columns are named.
        every.put(
            ImportTarget.named(constant.getKey())
                .filter(target -> target.kind() == kind)
                .map(ImportTarget::field)
                .orElse(constant.getKey()),
            constant.getValue().textValue());
        continue;
      }
      LeadField.named(constant.getKey())
          .ifPresentOrElse(
              field -> constants.put(field, constant.getValue().textValue()),
              () ->
                  violations.add(
                      Violation.at(
                          "constants/" + constant.getKey(),
                          "unknown-field",
                          "There is no field " + constant.getKey() + ".")));
    }
    if (!violations.isEmpty()) {
      throw Problem.ofBody(violations).asException();
    }
    return kind == null
        ? new ImportMapping(header, targets, constants)
        : ImportMapping.of(new RecordMapping(kind, every), header, targets);
  }

  private static JsonNode preset(@Nullable MappingPreset preset) {
    return preset == null
        ? NullNode.getInstance()
        : Json.object().put("id", preset.id().toString()).put("name", preset.name());
  }

  static UpsertRules rules(JsonNode body) {
    Set<MatchKey> keys = EnumSet.noneOf(MatchKey.class);
    body.path("keys").forEach(key -> keys.add(MatchKey.valueOf(key.textValue())));
    return new UpsertRules(
        keys,
        ConflictPolicy.valueOf(body.path("policy").textValue()),
        DeletedPolicy.valueOf(body.path("deleted").asText(DeletedPolicy.NEW.name())));
  }

  static ObjectNode rules(UpsertRules rules) {
    ObjectNode json = Json.object();
    ArrayNode keys = json.putArray("keys");
    rules.keys().forEach(key -> keys.add(key.name()));
    return json.put("policy", rules.policy().name()).put("deleted", rules.deleted().name());
  }

  private static JsonNode counts(@Nullable ImportProgress progress) {
    return progress == null
        ? NullNode.getInstance()
        : Json.object()
            .put("rows", progress.rows())
            .put("created", progress.created())
            .put("updated", progress.updated())
            .put("skipped", progress.skipped())
            .put("duplicate", progress.duplicate())
            .put("failed", progress.failed())
            .put("review", progress.review());
  }

  private static JsonNode reverted(@Nullable RevertProgress progress) {
    return progress == null
        ? NullNode.getInstance()
        : Json.object()
            .put("removed", progress.removed())
            .put("restored", progress.restored())
            .put("kept", progress.kept());
  }

  private static ArrayNode rows(List<ImportedRow> rows, RowNames names) {
    ArrayNode json = Json.array();
    rows.forEach(row -> json.add(row(row, names)));
    return json;
  }

  static ObjectNode row(ImportedRow row, RowNames names) {
    ObjectNode json =
        Json.object()
            .put("row", row.row())
            .put("line", row.line())
            .put("status", row.fate().name())
            .put("lead", row.record().toString());
    ArrayNode changes = json.putArray("changes");
    for (FieldChange change : row.changes()) {
      ObjectNode each =
          changes
              .addObject()
              .put("field", change.field())
              .put("before", change.before())
              .put("after", change.after());
      putName(each, "beforeName", names.of(change, change.before()));
      putName(each, "afterName", names.of(change, change.after()));
    }
    json.putArray("problems");
    return json;
  }

  private static void putName(ObjectNode json, String field, @Nullable String name) {
    if (name != null) {
      json.put(field, name);
    }
  }

  /** One for each row, with all its problems. */
  static List<ObjectNode> problemRows(List<ImportProblem> problems) {
    Map<Long, ObjectNode> rows = new LinkedHashMap<>();
    for (ImportProblem problem : problems) {
      rows.computeIfAbsent(problem.row(), number -> problemRow(problem))
          .withArray("problems")
          .addObject()
          .put("field", problem.field())
          .put("code", problem.code())
          .put("message", problem.reason());
    }
    return List.copyOf(rows.values());
  }

  private static ObjectNode problemRow(ImportProblem problem) {
    ObjectNode json =
        Json.object()
            .put("row", problem.row())
            .put("line", problem.line())
            .put("status", problem.fate().name())
            .put("lead", problem.fate() == RowFate.KEPT ? problem.original() : null);
    json.putArray("changes");
    json.putArray("problems");
    return json;
  }

  private static @Nullable Integer percent(@Nullable Double part) {
    return part == null ? null : (int) Math.round(part * 100);
  }

  private static ArrayNode columns(ImportView view) {
    ArrayNode columns = Json.array();
    for (ImportView.Column column : view.columns()) {
      ImportTarget target = view.mapping().targets().get(column.number());
      columns
          .addObject()
          .put("number", column.number())
          .put("name", column.name())
          .put("field", target == null ? null : target.code())
          .put("confidence", percent(column.confidence()));
    }
    return columns;
  }

  private static ArrayNode preview(ImportView view) {
    ArrayNode rows = Json.array();
    for (ImportView.PreviewRow row : view.preview()) {
      ObjectNode json = rows.addObject().put("line", row.line());
      ObjectNode values = json.putObject("values");
      row.values().forEach(values::put);
      ArrayNode problems = json.putArray("problems");
      row.problems()
          .forEach(p ->
              problems
                  .addObject()
                  .put("pointer", p.pointer())
                  .put("code", p.code())
                  .put("message", p.message()));
    }
    return rows;
  }
}
