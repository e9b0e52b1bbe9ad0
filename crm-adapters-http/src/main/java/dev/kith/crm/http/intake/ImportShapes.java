package dev.kith.crm.http.intake;

import static java.util.stream.Collectors.joining;

import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.Arrays;

/** The JSON of imports. */
final class ImportShapes {

  static final String CONSTANTS = "What every row says in fields that no column fills, by field";

  static final Shape FIELD = Shape.text(1, ImportTarget.CUSTOM.length() + CustomField.LONGEST_NAME);

  /** What {@link #FIELD} can be. */
  static final String FIELDS =
      ImportTarget.all().stream().map(ImportTarget::code).collect(joining(", "))
          + ", or "
          + ImportTarget.CUSTOM
          + " and the name of a custom field; of files of other records, "
          + Arrays.stream(RecordKind.values())
              .flatMap(kind -> kind.fields().keySet().stream().map(kind::target))
              .map(ImportTarget::code)
              .collect(joining(", "));

  static final Shape OF = Shape.choice("lead", "account", "contact", "opportunity", "product");

  private static final Shape.Fields FORMAT =
      Shape.fields(
          "FileFormat",
          Shape.required("kind", Shape.choice(FileFormat.Kind.class), "Of what kind the file is"),
          Shape.required("gzip", Shape.flag(), "Whether it is packed"),
          Shape.required(
              "headerRows",
              Shape.whole(0, Csv.MOST_HEADER_ROWS),
              "How many of its first rows name the columns, where it has a header; 0 where the"
                  + " records bring the names along"),
          Shape.optional(
              "encoding",
              Shape.choice(Encoding.class),
              "How bytes become characters; of text files"),
          Shape.optional("delimiter", Shape.text(), "Stands between two cells; of CSV"),
          Shape.optional(
              "quote",
              Shape.orNull(Shape.text()),
              "Stands around cells; null if cells are never quoted; of CSV"),
          Shape.optional(
              "escape",
              Shape.choice(FileFormat.Escape.class),
              "How a quote in a quoted cell is written; of CSV"),
          Shape.optional(
              "preamble",
              Shape.whole(0, FileFormat.LONGEST_PREAMBLE),
              "How many lines stand before the table; of CSV and XLSX"),
          Shape.optional(
              "notAsDeclared",
              Shape.flag(),
              "Whether the upload named a charset that its bytes rule out; of CSV"),
          Shape.optional("sheet", Shape.text(), "The sheet that is read; of XLSX"),
          Shape.optional("sheets", Shape.listOf(Shape.text()), "All sheets; of XLSX"));

  static final Shape.Fields RULES =
      Shape.fields(
          "ImportRules",
          Shape.required(
              "keys",
              Shape.listOf(Shape.choice(MatchKey.class), 0, MatchKey.values().length),
              "A lead that has the same in one of them is the same lead; without any, every row is"
                  + " a new lead"),
          Shape.required(
              "policy",
              Shape.choice(ConflictPolicy.class),
              "Whether a lead that is there already stays as it is, is filled where it is empty, is"
                  + " overwritten by what the file says, is overwritten only by rows that are"
                  + " newer than its last change, or waits for somebody to decide"),
          Shape.optional(
              "deleted",
              Shape.choice(DeletedPolicy.class),
              "Where only a lead in the bin is the same: whether the row is a new lead, takes it"
                  + " out of the bin, or is reported; NEW if left out"));

  private static final Shape.Fields COUNTS =
      Shape.fields(
          "ImportCounts",
          Shape.required("rows", Shape.count(), "Rows read"),
          Shape.required("created", Shape.count(), "New leads"),
          Shape.required("updated", Shape.count(), "Leads to be changed"),
          Shape.required("skipped", Shape.count(), "Rows whose lead stays as it is"),
          Shape.required("duplicate", Shape.count(), "Rows about the same lead as an earlier row"),
          Shape.required("failed", Shape.count(), "Errors"),
          Shape.required("review", Shape.count(), "Rows on which somebody is to decide"));

  private static final Shape.Fields REVERTED =
      Shape.fields(
          "ImportReverted",
          Shape.required(
              "removed",
              Shape.count(),
              "Records deleted that it had created; products are retired"),
          Shape.required("restored", Shape.count(), "Records whose fields are as they were"),
          Shape.required(
              "kept",
              Shape.count(),
              "Rows of which something stayed, since somebody edited it, or something hangs on"
                  + " it"));

  static final Shape.Fields ROW =
      Shape.fields(
          "ImportedRow",
          Shape.required("row", Shape.count(), "Its number among the rows of data, from 1"),
          Shape.required("line", Shape.count(), "Line of the file"),
          Shape.required("status", Shape.choice(RowFate.class), "What became of it"),
          Shape.required(
              "lead",
              Shape.orNull(Shape.uuid()),
              "The lead, or whatever the rows are, that it created, changed or kept; null for other"
                  + " rows"),
          Shape.required(
              "changes",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("field", Shape.text(), "The field"),
                      Shape.required("before", Shape.orNull(Shape.text()), "Null for empty"),
                      Shape.required("after", Shape.orNull(Shape.text()), "Null for empty"),
                      Shape.optional(
                          "beforeName",
                          Shape.text(),
                          "What is called so, where before is the id of somebody or something that"
                              + " you can see"),
                      Shape.optional("afterName", Shape.text(), "The same of after"))),
              "What it changed; empty for a new lead"),
          Shape.required(
              "problems",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("field", Shape.text(), "The field; empty for the row"),
                      Shape.required("code", Shape.text(), "Stable name"),
                      Shape.required("message", Shape.text(), "In words"))),
              "Why it did not create or change a lead, or was kept"));

  static final Shape.Fields ROWS =
      Paging.AFTER.shape("ImportedRows", ROW, "In the order of the file", Shape.count());

  static final Shape.Fields IMPORT =
      Shape.fields(
          "Import",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("of", OF, "What its rows are"),
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
          Shape.required("updated", Shape.count(), "Leads changed"),
          Shape.required("skipped", Shape.count(), "Rows whose lead stays as it is"),
          Shape.required("duplicate", Shape.count(), "Rows about the same lead as an earlier row"),
          Shape.required("failed", Shape.count(), "Rows among the errors"),
          Shape.required("review", Shape.count(), "Rows put aside for somebody to decide"),
          Shape.required(
              "check", Shape.orNull(COUNTS), "What a dry run has counted; null without one"),
          Shape.required(
              "differsFromCheck",
              Shape.flag(),
              "Whether other became of the rows than the dry run had counted, since leads were"
                  + " changed meanwhile"),
          Shape.required(
              "differences",
              Shape.listOf(ROW),
              "Some of the rows that would change a lead; only after a dry run"),
          Shape.required(
              "reverted",
              Shape.orNull(REVERTED),
              "What was taken back; null before that has begun"),
          Shape.required("rules", RULES, "What happens to leads that are there already"),
          Shape.required(
              "next",
              Shape.listOf(Shape.choice(ImportStatus.Name.class)),
              "The states that can follow"),
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
                          "The field that it fills; null: it is ignored"),
                      Shape.required(
                          "confidence",
                          Shape.orNull(Shape.whole(0, 100)),
                          "How sure the guess is, in per cent; null if nothing was guessed, or"
                              + " somebody decided"))),
              "What the columns mean"),
          Shape.required("constants", new Shape.MapOf(Shape.text()), CONSTANTS),
          Shape.required(
              "preset",
              Shape.orNull(
                  Shape.fields(
                      null,
                      Shape.required("id", Shape.uuid(), "Id"),
                      Shape.required("name", Shape.text(), "Name"))),
              "The preset that says the same of files with such a header, before the start; null"
                  + " where none does"),
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
      Paging.AFTER.shape("ImportList", IMPORT, "Newest first", Shape.uuid());

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
                          "What it fills: " + FIELDS + "; null: it is ignored")),
                  0,
                  10_000),
              "Columns that are not named are ignored"),
          Shape.optional("constants", new Shape.MapOf(Shape.text()), CONSTANTS));

  static final Shape.Fields NEW_FORMAT =
      Shape.fields(
          "FileFormatChange",
          Shape.optional(
              "encoding",
              Shape.choice(Encoding.class),
              "How bytes become characters; of text files"),
          Shape.optional(
              "delimiter",
              Shape.text(1, Csv.LONGEST_DELIMITER),
              "One character or several, such as , or ; or a tab; of CSV"),
          Shape.optional(
              "quote",
              Shape.orNull(Shape.text()),
              "One character; null if cells are never quoted; of CSV"),
          Shape.optional(
              "escape",
              Shape.choice(FileFormat.Escape.class),
              "How a quote in a quoted cell is written; of CSV"),
          Shape.optional(
              "preamble",
              Shape.whole(0, FileFormat.LONGEST_PREAMBLE),
              "How many lines stand before the table; of CSV and XLSX"),
          Shape.optional("sheet", Shape.text(), "The sheet to be read; of XLSX"),
          Shape.optional(
              "headerRows",
              Shape.whole(1, Csv.MOST_HEADER_ROWS),
              "How many of its first rows name the columns"));

  private ImportShapes() {}
}
