package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.RowReading.Read;
import dev.kith.crm.application.intake.rows.RecordIntake;
import dev.kith.crm.application.job.JobGivenUpException;
import dev.kith.crm.application.job.JobHandler;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadUpserts.Numbered;
import dev.kith.crm.application.lead.LeadUpserts.Upserted;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the rows of an import and brings them in, or finds out what would become of them, some
 * thousands in a transaction. In the same transaction it keeps what became of them and how far it
 * has come, so that a worker that takes over goes on with exactly the next row.
 */
final class ImportJob implements JobHandler {

  static final String KIND = "lead.import";
  static final String CHECK_KIND = "lead.import-check";

  /** A check keeps so many rows that would change a lead, with what they would change. */
  static final int SAMPLE = 100;

  private static final int ROWS = 1_000;

  /**
   * In long imports, where it counts that the pages of an index are each written less often; in
   * short ones people want to see something happen.
   */
  private static final int MORE_ROWS = 4_000;

  private static final int LONG = 20_000;

  /** Very long rows are done in smaller numbers, so that memory stays bounded. */
  private static final int CHARACTERS = 4_000_000;

  private static final int CLAIMS = 20_000;

  private final Kernel kernel;
  private final ImportStore store;
  private final LeadFeature leads;
  private final RecordIntake records;
  private final ImportPhase phase;
  private final ImportTurns turns;

  private ImportJob(Kernel kernel, LeadFeature leads, RecordIntake records, ImportPhase phase) {
    this.records = records;
    this.kernel = kernel;
    this.store = kernel.storage().imports();
    this.leads = leads;
    this.phase = phase;
    this.turns = new ImportTurns(kernel);
  }

  static ImportJob running(Kernel kernel, LeadFeature leads, RecordIntake records) {
    return new ImportJob(kernel, leads, records, ImportPhase.RUN);
  }

  static ImportJob checking(Kernel kernel, LeadFeature leads, RecordIntake records) {
    return new ImportJob(kernel, leads, records, ImportPhase.CHECK);
  }

  /** What one transaction does: the rows, what each says, and where the next begins. */
  private record Chunk(List<Read> rows, long end) {
    boolean isEmpty() {
      return rows.isEmpty();
    }
  }

  @Override
  public void run(JobRun run) {
    ImportId id = ImportTurns.idOf(run.payload());
    Import imported =
        store
            .find(id)
            .orElseThrow(() -> new JobGivenUpException("There is no import " + id + " any more."));
    RowReading reading =
        new RowReading(new FileIntake(store, Long.MAX_VALUE).file(id, imported.format()), imported);
    ImportProgress progress = progress(id);
    reading.skip(progress.rows());
    while (!run.isCancelled()) {
      Chunk chunk = nextChunk(reading, progress.rows() < LONG ? ROWS : MORE_ROWS);
      ImportProgress before = progress;
      if (chunk.isEmpty()) {
        forgetClaims(run, id);
        // Somebody may have stopped it since the last row, and then it has ended already.
        if (run.finish(() -> ended(run, id, before)) instanceof Outcome.Refused<ImportId>) {
          run.finish(() -> Outcome.done(id)).orElseThrow();
        }
        return;
      }
      // Rows that others got in the way of are brought in one by one.
      AtomicBoolean isFirst = new AtomicBoolean(true);
      Outcome<ImportProgress> done =
          run.write(() -> done(run, id, chunk, before, isFirst.getAndSet(false)));
      if (done instanceof Outcome.Refused<ImportProgress>) {
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

  private ImportProgress progress(ImportId id) {
    ImportStore.Kept kept = store.progress(List.of(id), phase).get(id);
    return kept == null ? ImportProgress.NONE : kept.progress();
  }

  private static Chunk nextChunk(RowReading reading, int most) {
    List<Read> rows = new ArrayList<>(most);
    long end = 0;
    int characters = 0;
    while (rows.size() < most && characters < CHARACTERS) {
      Read read = reading.next();
      if (read == null) {
        break;
      }
      rows.add(read);
      end = read.row().next().offset();
      characters += read.row().original().length();
    }
    return new Chunk(rows, end);
  }

  /** Refused if the import is no longer this job's, since somebody has paused or stopped it. */
  private Outcome<ImportProgress> done(
      JobRun run, ImportId id, Chunk chunk, ImportProgress before, boolean isFirstAttempt) {
    Import now = store.find(id).filter(i -> i.isWorkOf(run.id().value())).orElse(null);
    if (now == null) {
      return Outcome.refused(NotFound.of("import at work", id.value()));
    }
    RowsInHand rows = rows(run, now, chunk, isFirstAttempt);
    ImportProgress after = before.plus(rows.fates(), chunk.end());
    ImportStep step =
        phase == ImportPhase.CHECK
            ? rows.sample(before.updated() + before.review(), SAMPLE)
            : rows.step();
    store.advance(id, phase, before, after, kernel.now(), step);
    run.progress(after.bytes(), now.file().bytes(), told(after));
    return Outcome.done(after);
  }

  private RowsInHand rows(JobRun run, Import now, Chunk chunk, boolean isFirstAttempt) {
    Context inTheirName = ImportTurns.inTheNameOf(now, contextOf(run));
    RecordMapping mapping = now.mapping().records();
    return mapping == null
        ? leads(inTheirName, now, chunk)
        : new BringingRecords(
                store,
                phase == ImportPhase.CHECK || isFirstAttempt
                    ? records.together(mapping, inTheirName)
                    : records.oneByOne(mapping, inTheirName))
            .bring(now, phase, chunk.rows());
  }

  private RowsInHand leads(Context inTheirName, Import now, Chunk chunk) {
    List<Numbered> sound =
        chunk.rows().stream().filter(read -> read.flaw() == null).map(Read::numbered).toList();
    List<Upserted> results =
        leads
            .upserts(inTheirName)
            .upsert(
                sound,
                now.rules(),
                keys -> store.claimed(now.id(), phase, keys),
                phase == ImportPhase.CHECK);
    RowsInHand rows = new RowsInHand();
    int next = 0;
    for (Read read : chunk.rows()) {
      if (read.flaw() == null) {
        rows.done(read, results.get(next++));
      } else {
        rows.flawed(read, read.flaw());
      }
    }
    return rows;
  }

  /** In parts, so that no transaction grows with the file. */
  private void forgetClaims(JobRun run, ImportId id) {
    int dropped = CLAIMS;
    while (dropped == CLAIMS) {
      dropped = run.write(() -> Outcome.done(store.dropClaims(id, phase, CLAIMS))).orElseThrow();
    }
  }

  private Outcome<ImportId> ended(JobRun run, ImportId id, ImportProgress progress) {
    return store
        .find(id)
        .filter(now -> now.isWorkOf(run.id().value()))
        .map(now -> ended(run, now, progress).map(Import::id))
        .orElseGet(() -> Outcome.done(id));
  }

  private Outcome<Import> ended(JobRun run, Import now, ImportProgress progress) {
    long bytes = now.file().bytes();
    store.advance(now.id(), phase, progress, progress.at(bytes), kernel.now(), ImportStep.NOTHING);
    run.progress(bytes, bytes, told(progress));
    return phase == ImportPhase.CHECK
        ? turns.change(
            now, "import.checked", run.systemContext(), found -> found.checked(kernel.now()))
        : turns.change(
            now,
            "import.complete",
            run.systemContext(),
            found -> found.complete(progress.failed() > 0, kernel.now()));
  }

  private static Context contextOf(JobRun run) {
    Context system = run.systemContext();
    return run.requester()
        .map(requester -> requester.requestId())
        .map(system::request)
        .orElse(system);
  }

  private static String told(ImportProgress progress) {
    return progress.rows()
        + " rows: "
        + progress.created()
        + " created, "
        + progress.updated()
        + " updated, "
        + (progress.skipped() + progress.duplicate())
        + " skipped, "
        + (progress.review() == 0 ? "" : progress.review() + " to be reviewed, ")
        + progress.failed()
        + " errors";
  }
}
