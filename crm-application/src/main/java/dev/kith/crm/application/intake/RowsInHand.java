package dev.kith.crm.application.intake;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import dev.kith.crm.application.intake.RowReading.Read;
import dev.kith.crm.application.intake.rows.RecordRows;
import dev.kith.crm.application.intake.rows.RecordRows.Brought;
import dev.kith.crm.application.lead.LeadUpserts.Created;
import dev.kith.crm.application.lead.LeadUpserts.Duplicate;
import dev.kith.crm.application.lead.LeadUpserts.PutAside;
import dev.kith.crm.application.lead.LeadUpserts.Refused;
import dev.kith.crm.application.lead.LeadUpserts.Skipped;
import dev.kith.crm.application.lead.LeadUpserts.Updated;
import dev.kith.crm.application.lead.LeadUpserts.Upserted;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What became of the rows of one transaction, as it is going to be kept. */
final class RowsInHand {

  private static final int KEPT_OF_ORIGINAL = 10_000;

  private final List<ImportProblem> problems = new ArrayList<>();
  private final List<ImportedRow> rows = new ArrayList<>();
  private final List<ImportedRow> aside = new ArrayList<>();
  private final Map<String, Long> claims = new HashMap<>();
  private final Multiset<RowFate> fates = HashMultiset.create();

  Multiset<RowFate> fates() {
    return fates;
  }

  ImportStep step() {
    return new ImportStep(problems, rows, aside, claims);
  }

  /** The same without most of the rows that would change leads: a check shows some of them. */
  ImportStep sample(long after, int most) {
    return new ImportStep(
        problems,
        Stream.concat(rows.stream().filter(row -> row.fate() == RowFate.UPDATED), aside.stream())
            .limit(Math.max(0, most - after))
            .sorted(Comparator.comparingLong(ImportedRow::row))
            .toList(),
        List.of(),
        claims);
  }

  void flawed(Read read, Violation flaw) {
    add(read, RowFate.FAILED, List.of(flaw));
  }

  void done(Read read, Upserted upserted) {
    upserted.claims().forEach(claim -> claims.put(claim, read.number()));
    switch (upserted.result()) {
      case Created(var lead) -> {
        fates.add(RowFate.CREATED);
        rows.add(
            new ImportedRow(
                read.number(), read.row().line(), RowFate.CREATED, lead.value(), List.of(), 1));
      }
      case Updated(var lead, var changes, var version) -> {
        fates.add(RowFate.UPDATED);
        rows.add(
            new ImportedRow(
                read.number(), read.row().line(), RowFate.UPDATED, lead.value(), changes, version));
      }
      case PutAside(var lead, var changes, var version) -> {
        fates.add(RowFate.REVIEW);
        aside.add(
            new ImportedRow(
                read.number(), read.row().line(), RowFate.REVIEW, lead.value(), changes, version));
      }
      case Skipped(var lead, var code, var reason) ->
          add(read, RowFate.SKIPPED, List.of(new Violation("", code, reason)));
      case Duplicate(var earlier) -> doubled(read, earlier, "lead");
      case Refused(var refusal) -> refused(read, refusal);
    }
  }

  /** What became of a row that is no lead; what it claims no later row may be about. */
  void brought(Read read, Brought brought, Set<String> claimed) {
    claimed.forEach(claim -> claims.put(claim, read.number()));
    switch (brought) {
      case RecordRows.Created(var id) -> {
        fates.add(RowFate.CREATED);
        rows.add(row(read, RowFate.CREATED, id, List.of(), 1));
      }
      case RecordRows.Changed(var id, var changes, var version) -> {
        fates.add(RowFate.UPDATED);
        rows.add(row(read, RowFate.UPDATED, id, changes, version));
      }
      case RecordRows.PutAside(var id, var changes) -> {
        fates.add(RowFate.REVIEW);
        aside.add(row(read, RowFate.REVIEW, id, changes, 0));
      }
      case RecordRows.Left(var code, var reason) ->
          add(read, RowFate.SKIPPED, List.of(new Violation("", code, reason)));
    }
  }

  private static ImportedRow row(
      Read read, RowFate fate, UUID record, List<FieldChange> changes, long version) {
    return new ImportedRow(read.number(), read.row().line(), fate, record, changes, version);
  }

  void doubled(Read read, long earlier, String kind) {
    add(
        read,
        RowFate.DUPLICATE,
        List.of(
            new Violation(
                "",
                "duplicate-row",
                "The row is about the same " + kind + " as row " + earlier + " of the file.")));
  }

  void refused(Read read, Refusal refusal) {
    add(read, RowFate.FAILED, RowReading.problemsOf(refusal));
  }

  private void add(Read read, RowFate fate, List<Violation> found) {
    fates.add(fate);
    for (Violation violation : found) {
      problems.add(
          new ImportProblem(
              read.number(),
              read.row().line(),
              fate,
              RowReading.fieldOf(violation),
              violation.code(),
              violation.message(),
              kept(read.row().original())));
    }
  }

  private static String kept(String original) {
    String beginning =
        original.length() <= KEPT_OF_ORIGINAL
            ? original
            : original.substring(0, KEPT_OF_ORIGINAL) + "…";
    return beginning.replace('\0', '\u2400');
  }
}
