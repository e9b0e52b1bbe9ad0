package dev.kith.crm.http.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Escape;
import dev.kith.crm.domain.intake.source.FileFormat.Ndjson;
import dev.kith.crm.domain.intake.source.FileFormat.VCard;
import dev.kith.crm.domain.intake.source.FileFormat.Xlsx;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.List;

/** How a file is written to JSON, and changes of it from JSON. */
final class FormatJson {

  private FormatJson() {}

  static ObjectNode of(FileFormat format) {
    ObjectNode json =
        Json.object()
            .put("kind", format.kind().name())
            .put("gzip", format.gzip())
            .put("headerRows", format.headerRows());
    switch (format) {
      case Csv csv ->
          json.put("encoding", csv.encoding().name())
              .put("delimiter", csv.delimiter())
              .put("quote", csv.quote() == Csv.NO_QUOTE ? null : String.valueOf(csv.quote()))
              .put("escape", csv.escape().name())
              .put("preamble", csv.preamble())
              .put("notAsDeclared", csv.notAsDeclared());
      case Xlsx xlsx -> {
        json.put("sheet", xlsx.sheet()).put("preamble", xlsx.preamble());
        json.set("sheets", Json.of(xlsx.sheets()));
      }
      case Ndjson records -> json.put("encoding", records.encoding().name());
      case VCard cards -> json.put("encoding", cards.encoding().name());
    }
    return json;
  }

  /** The format with what a body says otherwise. */
  static FileFormat changed(FileFormat format, JsonNode body) {
    return switch (format) {
      case Csv csv -> changed(csv, body);
      case Xlsx xlsx -> changed(xlsx, body);
      case Ndjson records ->
          new Ndjson(encoding(records.encoding(), body), records.columns(), records.gzip());
      case VCard cards ->
          new VCard(encoding(cards.encoding(), body), cards.columns(), cards.gzip());
    };
  }

  private static Csv changed(Csv csv, JsonNode body) {
    try {
      return new Csv(
          encoding(csv.encoding(), body),
          body.path("delimiter").asText(csv.delimiter()),
          quote(csv, body.path("quote")),
          Escape.valueOf(body.path("escape").asText(csv.escape().name())),
          body.path("preamble").asInt(csv.preamble()),
          body.path("headerRows").asInt(csv.headerRows()),
          csv.gzip(),
          false);
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

  /** Another sheet is read from its first row. */
  private static Xlsx changed(Xlsx xlsx, JsonNode body) {
    String sheet = body.path("sheet").asText(xlsx.sheet());
    if (!xlsx.sheets().contains(sheet)) {
      throw Problem.ofBody(
              List.of(
                  Violation.at(
                      "sheet",
                      "unknown-sheet",
                      "There is no sheet "
                          + sheet
                          + "; the workbook has "
                          + String.join(", ", xlsx.sheets())
                          + ".")))
          .asException();
    }
    boolean same = sheet.equals(xlsx.sheet());
    return new Xlsx(
        sheet,
        xlsx.sheets(),
        body.path("preamble").asInt(same ? xlsx.preamble() : 0),
        body.path("headerRows").asInt(same ? xlsx.headerRows() : 1),
        xlsx.gzip());
  }

  private static Encoding encoding(Encoding now, JsonNode body) {
    return Encoding.valueOf(body.path("encoding").asText(now.name()));
  }

  private static char quote(Csv csv, JsonNode node) {
    if (node.isMissingNode()) {
      return csv.quote();
    }
    if (node.isNull()) {
      return Csv.NO_QUOTE;
    }
    String text = node.asText();
    if (text.length() != 1 || text.charAt(0) == Csv.NO_QUOTE) {
      throw Problem.ofBody(
              List.of(Violation.at("quote", "one-character", "This must be one character.")))
          .asException();
    }
    return text.charAt(0);
  }
}
