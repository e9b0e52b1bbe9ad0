package dev.kith.crm.application.intake;

import com.google.common.collect.Streams;
import dev.kith.crm.application.intake.rows.RecordIntake;
import dev.kith.crm.application.intake.rows.RecordTakeBack;
import dev.kith.crm.application.job.JobHandler;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadUpserts.TakenBack;
import dev.kith.crm.application.lead.LeadUpserts.Trace;
import dev.kith.crm.application.lead.LeadUpserts.Trace.Done;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes back what an import has brought in, row by row, a thousand in a transaction, in which it
 * also keeps how far it has come and what stayed.
 */
final class RevertJob implements JobHandler {

  static final String KIND = "lead.import-revert";

  private final Kernel kernel;
  private final ImportStore store;
  private final LeadFeature leads;
  private final RecordIntake records;
  private final ImportTurns turns;

  RevertJob(Kernel kernel, LeadFeature leads, RecordIntake records) {
    this.records = records;
    this.kernel = kernel;
    this.store = kernel.storage().imports();
    this.leads = leads;
    this.turns = new ImportTurns(kernel);
  }

  @Override
  public void run(JobRun run) {
    ImportId id = ImportTurns.idOf(run.payload());
    RevertProgress progress = store.revertProgress(id).orElse(RevertProgress.NONE);
    boolean ofLeads =
        store.find(id).map(imported -> imported.mapping().records() == null).orElse(true);
    while (!run.isCancelled()) {
      RevertProgress before = progress;
      List<ImportedRow> rows = ofLeads ? nextRows(id, before) : lastRows(id, before);
      if (rows.isEmpty()) {
        run.finish(() -> ended(run, id)).orElseThrow();
        return;
      }
      // Records that others got in the way of are taken back one by one.
      AtomicBoolean isFirst = new AtomicBoolean(true);
      Outcome<RevertProgress> done =
          run.write(() -> takenBack(run, id, rows, before, isFirst.getAndSet(false)));
      if (done instanceof Outcome.Refused<RevertProgress>) {
        run.finish(() -> Outcome.done(id)).orElseThrow();
        return;
      }
      progress = done.orElseThrow();
    }
  }

  @Override
  public void turned(JobView job, Context context) {
    turns.turned(job, context);
  }

  private List<ImportedRow> nextRows(ImportId id, RevertProgress before) {
    return store.rows(id, ImportPhase.RUN, null, before.lastRow(), Leads.LARGEST_BATCH);
  }

  /** Rows build on those above them: what the last one left is what is undone first. */
  private List<ImportedRow> lastRows(ImportId id, RevertProgress before) {
    return store.rowsUpwards(
        id,
        ImportPhase.RUN,
        before.equals(RevertProgress.NONE) ? Long.MAX_VALUE : before.lastRow(),
        Leads.LARGEST_BATCH);
  }

  private Outcome<RevertProgress> takenBack(
      JobRun run,
      ImportId id,
      List<ImportedRow> rows,
      RevertProgress before,
      boolean isFirstAttempt) {
    Import now = store.find(id).filter(i -> i.isWorkOf(run.id().value())).orElse(null);
    if (now == null) {
      return Outcome.refused(NotFound.of("import at work", id.value()));
    }
    Context inTheirName = ImportTurns.inTheNameOf(now, run.systemContext());
    RecordKind kind = now.mapping().kind();
    List<TakenBack> results =
        kind == null
            ? leads.upserts(inTheirName).takeBack(rows.stream().map(RevertJob::trace).toList())
            : records.takeBack(
                kind,
                inTheirName,
                rows.stream().map(RevertJob::traceOfRecord).toList(),
                isFirstAttempt);
    List<ImportProblem> kept = new ArrayList<>();
    Streams.forEachPair(
        rows.stream(), results.stream(), (row, result) -> addKept(row, result, kept));
    RevertProgress after =
        before.plus(
            results.stream().filter(TakenBack::removed).count(),
            results.stream().filter(TakenBack::restored).count(),
            results.stream().filter(result -> !result.kept().isEmpty()).count(),
            rows.getLast().row());
    store.advanceRevert(id, before, after, kept);
    run.progress(after.lastRow(), null, told(after));
    return Outcome.done(after);
  }

  private static Trace trace(ImportedRow row) {
    return new Trace(
        new LeadId(row.record()),
        row.fate() == RowFate.CREATED ? Done.CREATED : Done.CHANGED,
        row.changes(),
        row.version());
  }

  private static RecordTakeBack.Trace traceOfRecord(ImportedRow row) {
    return new RecordTakeBack.Trace(
        row.record(), row.fate() == RowFate.CREATED, row.changes(), row.version());
  }

  private static void addKept(ImportedRow row, TakenBack result, List<ImportProblem> kept) {
    result
        .kept()
        .forEach(k ->
            kept.add(
                new ImportProblem(
                    row.row(),
                    row.line(),
                    RowFate.KEPT,
                    k.field(),
                    k.code(),
                    k.reason(),
                    row.record().toString())));
  }

  private Outcome<ImportId> ended(JobRun run, ImportId id) {
    return store
        .find(id)
        .filter(now -> now.isWorkOf(run.id().value()))
        .map(now ->
            turns
                .change(
                    now,
                    "import.reverted",
                    run.systemContext(),
                    found -> found.reverted(kernel.now()))
                .map(Import::id))
        .orElseGet(() -> Outcome.done(id));
  }

  private static String told(RevertProgress progress) {
    return progress.removed()
        + " removed, "
        + progress.restored()
        + " restored, "
        + progress.kept()
        + " kept";
  }
}
