package dev.kith.crm.http.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.intake.CsvFormat;
import dev.kith.crm.domain.intake.Encoding;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Imports to JSON, and mappings and formats from it. */
final class ImportJson {

  private ImportJson() {}

  static ObjectNode of(ImportView view) {
    ObjectNode json =
        Json.object()
            .put("id", view.id().toString())
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
            .put("failed", view.progress().failed())
            .put("rowsPerSecond", view.rowsPerSecond());
    json.set("format", format(view.format()));
    json.put("header", view.mapping().header().name());
    json.set("columns", columns(view));
    json.set("preview", preview(view));
    return json.put("createdAt", view.revision().createdAt().toString())
        .put("version", view.revision().version());
  }

  /** The mapping in a body; a column that is named twice is a problem of the body. */
  static ImportMapping mapping(JsonNode body) {
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
        targets.put(number, ImportTarget.named(field.textValue()).orElseThrow());
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.ofBody(violations).asException();
    }
    return new ImportMapping(
        ImportMapping.HeaderRow.valueOf(body.path("header").textValue()), targets);
  }

  /** The format in a body. */
  static CsvFormat format(JsonNode body) {
    List<Violation> violations = new ArrayList<>();
    char delimiter = character(body.path("delimiter"), "delimiter", violations);
    JsonNode quoteNode = body.path("quote");
    char quote =
        quoteNode.isMissingNode()
            ? '"'
            : quoteNode.isNull() ? CsvFormat.NO_QUOTE : character(quoteNode, "quote", violations);
    if (!violations.isEmpty()) {
      throw Problem.ofBody(violations).asException();
    }
    try {
      return new CsvFormat(
          Encoding.valueOf(body.path("encoding").textValue()),
          delimiter,
          quote,
          body.path("backslash").asBoolean(false));
    } catch (IllegalArgumentException e) {
      throw Problem.ofBody(
              List.of(
                  Violation.at(
                      "delimiter",
                      "delimiter-impossible",
                      "Delimiter and quote must differ, and not be line breaks.")))
          .asException();
    }
  }

  private static char character(JsonNode node, String property, List<Violation> violations) {
    String text = node.asText();
    if (text.length() != 1 || text.charAt(0) == CsvFormat.NO_QUOTE) {
      violations.add(Violation.at(property, "one-character", "This must be one character."));
      return ' ';
    }
    return text.charAt(0);
  }

  private static ObjectNode format(CsvFormat format) {
    return Json.object()
        .put("encoding", format.encoding().name())
        .put("delimiter", String.valueOf(format.delimiter()))
        .put("quote", format.quote() == CsvFormat.NO_QUOTE ? null : String.valueOf(format.quote()))
        .put("backslash", format.backslash());
  }

  private static ArrayNode columns(ImportView view) {
    ArrayNode columns = Json.array();
    for (ImportView.Column column : view.columns()) {
      ImportTarget target = view.mapping().targets().get(column.number());
      columns
          .addObject()
          .put("number", column.number())
          .put("name", column.name())
          .put("field", target == null ? null : target.code());
    }
    return columns;
  }

  private static ArrayNode preview(ImportView view) {
    ArrayNode rows = Json.array();
    for (ImportView.PreviewRow row : view.preview()) {
      ObjectNode json = rows.addObject().put("line", row.line());
      ObjectNode values = json.putObject("values");
      row.values().forEach((field, text) -> values.put(field.code(), text));
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
