package dev.kith.crm.http.intake;

import dev.kith.crm.domain.intake.Encoding;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.http.kernel.json.Shape;

/** The JSON of imports. */
final class ImportShapes {

  private static final Shape FIELD =
      new Shape.Choice(ImportTarget.all().stream().map(ImportTarget::code).toList());

  private static final Shape.Fields FORMAT =
      Shape.fields(
          "CsvFormat",
          Shape.required("encoding", Shape.choice(Encoding.class), "How bytes become characters"),
          Shape.required("delimiter", Shape.text(), "Stands between two cells"),
          Shape.required(
              "quote",
              Shape.orNull(Shape.text()),
              "Stands around cells; null if cells are never quoted"),
          Shape.required(
              "backslash",
              Shape.flag(),
              "Whether a quote in a quoted cell follows a backslash; else it is doubled"));

  static final Shape.Fields IMPORT =
      Shape.fields(
          "Import",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("file", Shape.text(), "Name of the file"),
          Shape.required("bytes", Shape.count(), "Its length"),
          Shape.required("sha256", Shape.text(), "Its digest"),
          Shape.required("status", Shape.choice(ImportStatus.Name.class), "Where it stands"),
          Shape.required("statusSince", Shape.instant(), "Since when"),
          Shape.required("reason", Shape.orNull(Shape.text()), "Why it failed, if it did"),
          Shape.required("owner", Shape.uuid(), "Who uploaded it"),
          Shape.required("job", Shape.orNull(Shape.uuid()), "The job that runs it"),
          Shape.required("percent", Shape.whole(0, 100), "How much of the file is done"),
          Shape.required("rows", Shape.count(), "Rows done"),
          Shape.required("created", Shape.count(), "Leads captured"),
          Shape.required("failed", Shape.count(), "Rows among the errors"),
          Shape.required("rowsPerSecond", Shape.count(), "The mean since the start"),
          Shape.required("format", FORMAT, "How the file is written"),
          Shape.required(
              "header", Shape.choice(HeaderRow.class), "Whether the first row names the columns"),
          Shape.required(
              "columns",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("number", Shape.whole(1, Integer.MAX_VALUE), "Counted from 1"),
                      Shape.required("name", Shape.text(), "From the header"),
                      Shape.required(
                          "field",
                          Shape.orNull(FIELD),
                          "The field that it fills; null: it is ignored"))),
              "What the columns mean"),
          Shape.required(
              "preview",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("line", Shape.count(), "Line of the file"),
                      Shape.required("values", new Shape.MapOf(Shape.text()), "By field"),
                      Shape.required(
                          "problems",
                          Shape.listOf(
                              Shape.fields(
                                  null,
                                  Shape.required("pointer", Shape.text(), "The field"),
                                  Shape.required("code", Shape.text(), "Stable name"),
                                  Shape.required("message", Shape.text(), "In words"))),
                          "Why it would become an error"))),
              "The first rows as they would be read, before the start"),
          Shape.required("createdAt", Shape.instant(), "When it was uploaded"),
          Shape.required("version", Shape.count(), "Stands in the ETag as well"));

  static final Shape.Fields LIST =
      Shape.fields(
          "ImportList",
          Shape.required("items", Shape.listOf(IMPORT), "Newest first"),
          Shape.required(
              "nextAfter",
              Shape.orNull(Shape.uuid()),
              "To be sent as after for the next page; null on the last"));

  static final Shape.Fields MAPPING =
      Shape.fields(
          "ImportMapping",
          Shape.required(
              "header", Shape.choice("PRESENT", "NONE"), "Whether the first row names the columns"),
          Shape.required(
              "columns",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("number", Shape.whole(1, 10_000), "Counted from 1"),
                      Shape.required(
                          "field",
                          Shape.orNull(FIELD),
                          "The field that it fills; null: it is ignored")),
                  0,
                  10_000),
              "Columns that are not named are ignored"));

  static final Shape.Fields NEW_FORMAT =
      Shape.fields(
          "CsvFormatChange",
          Shape.required("encoding", Shape.choice(Encoding.class), "How bytes become characters"),
          Shape.required("delimiter", Shape.text(), "One character, such as , or ; or a tab"),
          Shape.optional(
              "quote",
              Shape.orNull(Shape.text()),
              "One character; null if cells are never quoted; usually \""),
          Shape.optional(
              "backslash",
              Shape.flag(),
              "Whether a quote in a quoted cell follows a backslash; usually not"));

  private ImportShapes() {}
}
