package dev.kith.crm.application.intake.review;

import static java.util.stream.Collectors.toMap;

import dev.kith.crm.application.intake.ImportStore;
import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.application.intake.rows.RecordIntake;
import dev.kith.crm.application.intake.rows.RecordTakeBack;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadUpserts;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.application.lead.LeadUpserts.TakenBack;
import dev.kith.crm.application.lead.LeadUpserts.Trace;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class ReviewService implements ImportReviews {

  private final Kernel kernel;
  private final Context context;
  private final LeadFeature leads;
  private final RecordIntake records;
  private final ImportStore store;

  ReviewService(Kernel kernel, Context context, LeadFeature leads, RecordIntake records) {
    this.records = records;
    this.kernel = kernel;
    this.context = context;
    this.leads = leads;
    this.store = kernel.storage().imports();
  }

  @Override
  public Outcome<Counts> counts(ImportId id) {
    return on(store.find(id).orElse(null), id, Action.VIEW, found -> Outcome.done(countsOf(id)));
  }

  private Counts countsOf(ImportId id) {
    long aside =
        store.progress(List.of(id), ImportPhase.RUN).values().stream()
            .mapToLong(kept -> kept.progress().review())
            .sum();
    Map<ReviewDecision, Long> decided = aside == 0 ? Map.of() : store.decided(id);
    long taken = decided.getOrDefault(ReviewDecision.TAKEN, 0L);
    long kept = decided.getOrDefault(ReviewDecision.KEPT, 0L);
    return new Counts(aside - taken - kept, taken, kept);
  }

  @Override
  public Outcome<List<ImportedRow>> open(ImportId id, long after, int limit) {
    return on(
        store.find(id).orElse(null),
        id,
        Action.VIEW,
        found ->
            Outcome.done(
                store.putAside(id, true, after, Math.clamp(limit, 1, LARGEST_LIST)).stream()
                    .map(row -> shown(found, row))
                    .toList()));
  }

  @Override
  public Outcome<Answers> decide(ImportId id, List<Decision> decisions) {
    return kernel
        .idempotency()
        .once(
            context,
            "import.review " + id,
            decisions,
            Answers.class,
            () ->
                on(
                    store.findLocked(id).orElse(null),
                    id,
                    Action.CREATE,
                    found -> possible(found, decisions).map(ok -> decided(found, decisions))));
  }

  private static Outcome<Import> possible(Import found, List<Decision> decisions) {
    ImportStatus.Name status = found.status().name();
    if (status == ImportStatus.Name.REVERTING || status == ImportStatus.Name.REVERTED) {
      return Outcome.refused(
          new InvalidTransition(
              "import",
              status.name(),
              RowFate.REVIEW.name(),
              found.status().next().stream().map(Enum::name).toList()));
    }
    Checks checks = new Checks();
    if (decisions.size() > LARGEST_BATCH) {
      checks.add("items", "too-many", "At most " + LARGEST_BATCH + " rows are decided on at once.");
    }
    Set<Long> rows = new HashSet<>();
    for (int i = 0; i < decisions.size(); i++) {
      if (!rows.add(decisions.get(i).row())) {
        checks.add("items/" + i + "/row", "doubled", "The row stands there twice.");
      }
    }
    return checks.orRefuse(() -> found);
  }

  private Answers decided(Import found, List<Decision> decisions) {
    ImportId id = found.id();
    Map<Long, ImportedRow> open =
        store.undecided(id, decisions.stream().map(Decision::row).toList()).stream()
            .collect(toMap(ImportedRow::row, row -> row));
    Map<Long, Answer> answers = new HashMap<>();
    List<ImportedRow> wanted = new ArrayList<>();
    for (Decision decision : decisions) {
      ImportedRow row = open.get(decision.row());
      if (row == null) {
        answers.put(decision.row(), refused(decision.row(), List.of(DECIDED)));
      } else if (decision.decision() == ReviewDecision.KEPT) {
        answers.put(row.row(), new Answer(row.row(), ReviewDecision.KEPT, List.of()));
      } else {
        ImportedRow some = some(found, row, decision.fields());
        List<Violation> unknown = unknown(found, row, decision.fields());
        if (unknown.isEmpty() && !some.changes().isEmpty()) {
          wanted.add(some);
        } else {
          answers.put(
              row.row(),
              refused(
                  row.row(),
                  !unknown.isEmpty()
                      ? unknown
                      : List.of(decision.fields().isEmpty() ? HIDDEN : MOMENT_ALONE)));
        }
      }
    }
    List<ImportedRow> taken = taken(found, wanted, answers);
    Map<Long, ReviewDecision> kept = new HashMap<>();
    answers.forEach((row, answer) -> {
      if (answer.decision() != null) {
        kept.put(row, answer.decision());
      }
    });
    store.decide(id, kept, taken, context.actor().id(), kernel.now());
    return new Answers(decisions.stream().map(decision -> answers.get(decision.row())).toList());
  }

  private static final Violation DECIDED =
      new Violation("", "review-decided", "Nothing is to be decided on this row, or not any more.");

  private static final Violation HIDDEN =
      new Violation("", "review-hidden", "All that this row would change is hidden from you.");

  private static final Violation MOMENT_ALONE =
      Violation.at(
          LeadUpserts.CONSENT_AT,
          "unknown-field",
          "When consents were said goes along with the consents that are taken.");

  private static Answer refused(long row, List<Violation> problems) {
    return new Answer(row, null, problems);
  }

  /** To take what a row says is to take back that it was not taken. */
  private List<ImportedRow> taken(
      Import found, List<ImportedRow> wanted, Map<Long, Answer> answers) {
    Context further = context.further().causedBy("import/" + found.id());
    RecordKind kind = found.mapping().kind();
    List<TakenBack> results =
        kind == null
            ? leads.upserts(further).takeBack(wanted.stream().map(ReviewService::reversed).toList())
            : records.takeBack(
                kind,
                further,
                wanted.stream().map(ReviewService::reversedOfRecord).toList(),
                false);
    List<ImportedRow> taken = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      ImportedRow row = wanted.get(i);
      TakenBack result = results.get(i);
      List<Violation> problems = result.kept().stream().map(ReviewService::violation).toList();
      answers.put(
          row.row(),
          new Answer(row.row(), result.restored() ? ReviewDecision.TAKEN : null, problems));
      if (result.restored()) {
        Set<String> stayed = new HashSet<>();
        result.kept().forEach(kept -> stayed.add(kept.field()));
        taken.add(row.keeping(change -> !stayed.contains(change.field())));
      }
    }
    return kind == null
        ? atTheirVersions(taken)
        : taken.stream().map(row -> changed(row, row.version())).toList();
  }

  private List<ImportedRow> atTheirVersions(List<ImportedRow> taken) {
    Map<LeadId, Long> versions =
        kernel
            .storage()
            .leads()
            .findAll(taken.stream().map(row -> new LeadId(row.record())).toList())
            .stream()
            .collect(toMap(lead -> lead.id(), lead -> lead.revision().version()));
    return taken.stream()
        .map(row -> changed(row, versions.getOrDefault(new LeadId(row.record()), row.version())))
        .toList();
  }

  private static ImportedRow changed(ImportedRow row, long version) {
    return new ImportedRow(
        row.row(), row.line(), RowFate.UPDATED, row.record(), row.changes(), version);
  }

  private static Trace reversed(ImportedRow row) {
    return new Trace(
        new LeadId(row.record()), Trace.Done.PUT_ASIDE, reversedChanges(row), row.version());
  }

  private static RecordTakeBack.Trace reversedOfRecord(ImportedRow row) {
    return new RecordTakeBack.Trace(row.record(), false, reversedChanges(row), row.version());
  }

  private static List<FieldChange> reversedChanges(ImportedRow row) {
    return row.changes().stream()
        .map(change -> new FieldChange(change.field(), change.after(), change.before()))
        .toList();
  }

  private static Violation violation(Kept kept) {
    return new Violation(
        kept.field().isEmpty() ? "" : "/" + kept.field(), kept.code(), kept.reason());
  }

  private ImportedRow some(Import found, ImportedRow row, Set<String> fields) {
    return shown(found, row).keeping(change -> fields.isEmpty() || fields.contains(change.field()));
  }

  private List<Violation> unknown(Import found, ImportedRow row, Set<String> fields) {
    Set<String> there = new HashSet<>();
    shown(found, row).changes().forEach(change -> there.add(change.field()));
    return fields.stream()
        .filter(field -> !there.contains(field))
        .map(field ->
            new Violation(
                "/" + field, "unknown-field", "The row would not change the field " + field + "."))
        .toList();
  }

  private ImportedRow shown(Import found, ImportedRow row) {
    RecordKind kind = found.mapping().kind();
    return row.without(
        context.actor().grants().maskedFieldsOf(kind == null ? Feature.LEAD : kind.feature()));
  }

  private <T> Outcome<T> on(
      @Nullable Import found, ImportId id, Action action, Function<Import, Outcome<T>> next) {
    return found == null
        ? Outcome.refused(NotFound.of("import", id.value()))
        : Permits.requireOn(
            context.actor(),
            Feature.IMPORT,
            action,
            found.subject(),
            found.owner(),
            () -> next.apply(found));
  }
}
