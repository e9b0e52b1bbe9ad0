package dev.kith.crm.application.intake;

import com.google.common.collect.Streams;
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
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes back what an import has brought in, row by row, a thousand in a transaction, in which it
 * also keeps how far it has come and what stayed.
 */
final class RevertJob implements JobHandler {

  static final String KIND = "lead.import-revert";

  private final Kernel kernel;
  private final ImportStore store;
  private final LeadFeature leads;
  private final ImportTurns turns;

  RevertJob(Kernel kernel, LeadFeature leads) {
    this.kernel = kernel;
    this.store = kernel.storage().imports();
    this.leads = leads;
    this.turns = new ImportTurns(kernel);
  }

  @Override
  public void run(JobRun run) {
    ImportId id = ImportTurns.idOf(run.payload());
    RevertProgress progress = store.revertProgress(id).orElse(RevertProgress.NONE);
    while (!run.isCancelled()) {
      RevertProgress before = progress;
      List<ImportedRow> rows =
          store.rows(id, ImportPhase.RUN, null, before.lastRow(), Leads.LARGEST_BATCH);
      if (rows.isEmpty()) {
        run.finish(() -> ended(run, id)).orElseThrow();
        return;
      }
      Outcome<RevertProgress> done = run.write(() -> takenBack(run, id, rows, before));
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

  private Outcome<RevertProgress> takenBack(
      JobRun run, ImportId id, List<ImportedRow> rows, RevertProgress before) {
    Import now = store.find(id).filter(i -> i.isWorkOf(run.id().value())).orElse(null);
    if (now == null) {
      return Outcome.refused(NotFound.of("import at work", id.value()));
    }
    List<TakenBack> results =
        leads
            .upserts(ImportTurns.inTheNameOf(now, run.systemContext()))
            .takeBack(
                rows.stream()
                    .map(r ->
                        new Trace(
                            new LeadId(r.record()),
                            r.fate() == RowFate.CREATED ? Done.CREATED : Done.CHANGED,
                            r.changes(),
                            r.version()))
                    .toList());
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
