package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.source.SourceFile;
import dev.kith.crm.application.lead.LeadUpserts.Along;
import dev.kith.crm.application.lead.LeadUpserts.Numbered;
import dev.kith.crm.application.list.csv.FormulaGuard;
import dev.kith.crm.domain.account.AccountRefusal;
import dev.kith.crm.domain.contact.ContactRefusal;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.opportunity.OpportunityRefusal;
import dev.kith.crm.domain.product.ProductRefusal;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes drafts of leads from the rows of one import, after its mapping; used by preview and job
 * alike.
 */
final class RowReading {

  /** With the words around it, it must fit where consents say their source. */
  private static final int LONGEST_NAME = 150;

  private final SourceRows rows;
  private final int columns;
  private final int[] mapped;
  private final ImportTarget[] targets;
  private final Map<LeadField, String> constants;
  private final boolean comparesMoments;

  /** The file's own time where no column says; of an empty cell nothing is known. */
  private final boolean saysWhenModified;

  private final Instant uploadedAt;
  private final String source;

  /** What every row says where rows are no leads; null for leads. */
  private final @Nullable Map<String, String> every;

  private final boolean leavesOutEmptyCells;
  private long lastRow;

  /**
   * A row of data.
   *
   * @param number counted from 1, without the header
   * @param modifiedAt when it was last changed where it comes from; null where nobody says
   * @param along what it says besides the fields of a lead
   * @param said what it says where it is no lead, by field; nothing that is empty
   * @param flaw why it cannot be read as a draft; null if it can
   */
  record Read(
      long number,
      SourceRow row,
      LeadDraft draft,
      @Nullable Instant modifiedAt,
      Along along,
      Map<String, String> said,
      @Nullable Violation flaw) {

    Numbered numbered() {
      return new Numbered(number, draft, modifiedAt, along);
    }
  }

  RowReading(SourceFile file, Import imported) {
    this.rows = file.data(imported.mapping().header());
    this.leavesOutEmptyCells = imported.format().leavesOutEmptyCells();
    this.columns = imported.firstRow().size();
    this.mapped = imported.mapping().targets().keySet().stream().mapToInt(n -> n - 1).toArray();
    this.comparesMoments = imported.rules().policy() == ConflictPolicy.NEWEST_WINS;
    this.uploadedAt = imported.revision().createdAt();
    this.targets = imported.mapping().targets().values().toArray(ImportTarget[]::new);
    this.constants = imported.mapping().constants();
    RecordMapping records = imported.mapping().records();
    this.every = records == null ? null : records.every();
    this.saysWhenModified = imported.mapping().targets().containsValue(ImportTarget.MODIFIED_AT);
    this.source = "Import of " + shortened(imported.file().name()) + ", line ";
  }

  /** The next row of data; null at the end. */
  @Nullable Read next() {
    SourceRow row = rows.next();
    if (row == null) {
      return null;
    }
    lastRow++;
    Violation flaw = flaw(row);
    if (flaw != null) {
      return new Read(lastRow, row, LeadDraft.EMPTY, null, Along.NOTHING, Map.of(), flaw);
    }
    if (every != null) {
      return new Read(
          lastRow, row, LeadDraft.EMPTY, null, Along.NOTHING, said(row.cells(), every), null);
    }
    Map<ImportTarget, Instant> moments = new HashMap<>();
    Map<String, String> touch = new HashMap<>();
    Map<ImportTarget, String> proofs = new HashMap<>();
    List<Violation> problems = new ArrayList<>();
    for (int i = 0; i < mapped.length; i++) {
      ImportTarget target = targets[i];
      String cell = target.fields().isEmpty() ? cell(row.cells(), i).strip() : "";
      if (cell.isEmpty()) {
        continue;
      }
      if (target.isOfProof()) {
        proofs.put(target, cell);
      } else if (!target.isMoment()) {
        touch.put(target.code(), cell);
      } else if (comparesMoments || !target.equals(ImportTarget.MODIFIED_AT)) {
        switch (target.moment(cell)) {
          case Outcome.Done<Instant>(var moment) -> moments.put(target, moment);
          case Outcome.Refused<Instant>(var refusal) -> problems.addAll(refusal.violations());
        }
      }
    }
    ConsentProof proof = RowProof.read(proofs, moments.get(ImportTarget.PROVEN_AT), problems);
    return new Read(
        lastRow,
        row,
        proven(draft(row.cells()), proof),
        saysWhenModified ? moments.get(ImportTarget.MODIFIED_AT) : uploadedAt,
        new Along(
            source + row.line(),
            moments.get(ImportTarget.CONSENT_AT),
            proof,
            touch,
            moments.get(ImportTarget.TOUCHED_AT),
            problems),
        Map.of(),
        null);
  }

  private Map<String, String> said(List<String> cells, Map<String, String> always) {
    Map<String, String> said = new HashMap<>(always);
    for (int i = 0; i < mapped.length; i++) {
      String cell = cell(cells, i).strip();
      if (!VisibleText.isBlank(cell)) {
        said.put(targets[i].field(), cell);
      }
    }
    return said;
  }

  /** Leads show in one line by what their consents are proven. */
  private static LeadDraft proven(LeadDraft draft, @Nullable ConsentProof proof) {
    return proof == null || draft.values().containsKey(LeadField.CONSENT_EVIDENCE)
        ? draft
        : draft.with(LeadField.CONSENT_EVIDENCE, proof.summary());
  }

  /** Leaves rows of data out that were done before; quicker than to read them. */
  void skip(long count) {
    while (lastRow < count && rows.next() != null) {
      lastRow++;
    }
  }

  private @Nullable Violation flaw(SourceRow row) {
    RowFlaw flaw = row.flaw();
    if (flaw != null) {
      return new Violation("", flaw.code(), flaw.message());
    }
    List<String> cells = row.cells();
    if (cells.size() < columns && !leavesOutEmptyCells) {
      return new Violation(
          "",
          "too-few-columns",
          "The row has " + cells.size() + " cells where the file has " + columns + " columns.");
    }
    for (int i = columns; i < cells.size(); i++) {
      if (!cells.get(i).isBlank()) {
        return new Violation(
            "",
            "too-many-columns",
            "The row has " + cells.size() + " cells where the file has " + columns + " columns.");
      }
    }
    return null;
  }

  private String cell(List<String> cells, int index) {
    return FormulaGuard.off(mapped[index] < cells.size() ? cells.get(mapped[index]) : "");
  }

  private LeadDraft draft(List<String> cells) {
    Map<LeadField, String> values = new EnumMap<>(LeadField.class);
    values.putAll(constants);
    for (int i = 0; i < mapped.length; i++) {
      // Each custom field is a line of one text.
      targets[i]
          .read(cell(cells, i))
          .forEach((field, text) ->
              values.merge(
                  field,
                  text,
                  (one, other) -> field == LeadField.CUSTOM_FIELDS ? one + "\n" + other : other));
    }
    return new LeadDraft(values);
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…";
  }

  /** What a refused record means for the row: one problem for each violation. */
  static List<Violation> problemsOf(Refusal refusal) {
    if (!refusal.violations().isEmpty()) {
      return refusal.violations();
    }
    String pointer =
        switch (refusal) {
          case AccountRefusal.DomainTaken taken -> "/domains";
          case ContactRefusal.EmailTaken taken -> "/email";
          case AccountRefusal.ExternalIdTaken taken -> "/externalId";
          case ContactRefusal.ExternalIdTaken taken -> "/externalId";
          case OpportunityRefusal.ExternalIdTaken taken -> "/externalId";
          case ProductRefusal.SkuTaken taken -> "/sku";
          case ProductRefusal.ExternalIdTaken taken -> "/externalId";
          case LeadRefusal.EmailTaken taken -> "/" + LeadField.EMAIL.code();
          case LeadRefusal.ExternalIdTaken taken -> "/" + LeadField.EXTERNAL_ID.code();
          case LeadRefusal.PhoneTaken taken -> "/" + LeadField.PHONE.code();
          default -> "";
        };
    return List.of(new Violation(pointer, refusal.code(), refusal.detail()));
  }

  static List<Violation> problemsOf(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> done -> List.of();
      case Outcome.Refused<?>(var refusal) -> problemsOf(refusal);
    };
  }

  /** The code of the field that a violation points to; empty for the row as a whole. */
  static String fieldOf(Violation violation) {
    String pointer = violation.pointer();
    int end = pointer.indexOf('/', 1);
    return pointer.isEmpty() ? "" : pointer.substring(1, end < 0 ? pointer.length() : end);
  }
}
