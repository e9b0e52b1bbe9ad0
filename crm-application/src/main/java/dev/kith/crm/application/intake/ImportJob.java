package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.RowReading.Read;
import dev.kith.crm.application.job.JobGivenUpException;
import dev.kith.crm.application.job.JobHandler;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStart;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads the rows of an import and captures a lead for each, a thousand in a transaction. In the
 * same transaction it keeps the problems and how far it has come, so that a worker that takes over
 * goes on with exactly the next row.
 */
final class ImportJob implements JobHandler {

  static final String KIND = "lead.import";
  static final String IMPORT = "import";

  private static final int ROWS = Leads.LARGEST_BATCH;

  /** Very long rows are done in smaller numbers, so that memory stays bounded. */
  private static final int CHARACTERS = 4_000_000;

  private static final int KEPT_OF_ORIGINAL = 10_000;

  private final Kernel kernel;
  private final ImportStore store;
  private final LeadFeature leads;

  ImportJob(Kernel kernel, LeadFeature leads) {
    this.kernel = kernel;
    this.store = kernel.storage().imports();
    this.leads = leads;
  }

  /** What one transaction does: the rows, what each says, and where the next begins. */
  private record Chunk(List<Read> rows, long end) {
    boolean isEmpty() {
      return rows.isEmpty();
    }
  }

  @Override
  public void run(JobRun run) {
    ImportId id = idOf(run.payload());
    Import imported =
        store
            .find(id)
            .orElseThrow(() -> new JobGivenUpException("There is no import " + id + " any more."));
    RowReading reading =
        new RowReading(new FileIntake(store, Long.MAX_VALUE).rows(id, imported.format()), imported);
    ImportProgress progress = progress(id);
    reading.skip(progress.rows());
    while (!run.isCancelled()) {
      Chunk chunk = nextChunk(reading);
      ImportProgress before = progress;
      if (chunk.isEmpty()) {
        run.finish(() -> completed(run, id, before)).orElseThrow();
        return;
      }
      Outcome<ImportProgress> done = run.write(() -> imported(run, id, chunk, before));
      if (done instanceof Outcome.Refused<ImportProgress>) {
        run.finish(() -> Outcome.done(id)).orElseThrow();
        return;
      }
      progress = done.orElseThrow();
    }
  }

  /**
   * What becomes of its job becomes of the import, if it is still that job which reads its rows. A
   * refusal says that somebody ended or removed the import meanwhile, and that is what counts.
   */
  @Override
  public void turned(JobView job, Context context) {
    ImportId id = idOf(job.payload());
    store
        .find(id)
        .filter(found -> found.start() != null && found.start().job().equals(job.id().value()))
        .ifPresent(found -> turned(found, job, context));
  }

  private void turned(Import found, JobView job, Context context) {
    switch (job.state()) {
      case DEAD -> {
        String reason = job.error() == null ? "The job failed." : job.error();
        change(found, "import.fail", context, now -> now.fail(reason, kernel.now()));
      }
      case CANCELLED -> change(found, "import.cancel", context, now -> now.cancel(kernel.now()));
      case WAITING -> change(found, "import.resume", context, now -> now.resume(kernel.now()));
      case RUNNING, SUCCEEDED -> {}
    }
  }

  private Outcome<Import> change(
      Import found,
      String intention,
      Context context,
      Function<Import, Outcome<Change<Import>>> decide) {
    return new Changes<>(ImportService.KIND, store, kernel, context)
        .change(found.id(), Action.EDIT, intention, "", decide);
  }

  private static ImportId idOf(Map<String, String> payload) {
    return new ImportId(UUID.fromString(Objects.requireNonNull(payload.get(IMPORT))));
  }

  private ImportProgress progress(ImportId id) {
    ImportStore.Kept kept = store.progress(List.of(id)).get(id);
    return kept == null ? ImportProgress.NONE : kept.progress();
  }

  private static Chunk nextChunk(RowReading reading) {
    List<Read> rows = new ArrayList<>(ROWS);
    long end = 0;
    int characters = 0;
    while (rows.size() < ROWS && characters < CHARACTERS) {
      Read read = reading.next();
      if (read == null) {
        break;
      }
      rows.add(read);
      end = read.row().end();
      characters += read.row().raw().length();
    }
    return new Chunk(rows, end);
  }

  /** Refused if somebody has cancelled the import meanwhile. */
  private Outcome<ImportProgress> imported(
      JobRun run, ImportId id, Chunk chunk, ImportProgress before) {
    Import now = store.find(id).orElse(null);
    if (now == null || !now.isRunning()) {
      return Outcome.refused(NotFound.of("running import", id.value()));
    }
    List<Read> sound = chunk.rows().stream().filter(r -> r.flaw() == null).toList();
    List<Outcome<Lead>> outcomes =
        leads
            .leads(inTheNameOf(now, run))
            .captureAll(sound.stream().map(r -> new Leads.Capture(r.draft())).toList(), false)
            .orElseThrow();
    List<ImportProblem> problems = new ArrayList<>();
    int failed = 0;
    int next = 0;
    for (Read read : chunk.rows()) {
      List<Violation> found =
          read.flaw() != null ? List.of(read.flaw()) : RowReading.problemsOf(outcomes.get(next++));
      failed += found.isEmpty() ? 0 : 1;
      found.forEach(violation -> problems.add(problem(read, violation)));
    }
    ImportProgress after = before.plus(chunk.rows().size() - failed, failed, chunk.end());
    store.advance(id, before, after, kernel.now(), problems);
    run.progress(after.bytes(), now.file().bytes(), told(after));
    return Outcome.done(after);
  }

  private Outcome<ImportId> completed(JobRun run, ImportId id, ImportProgress progress) {
    return store
        .find(id)
        .filter(Import::isRunning)
        .map(now -> completed(run, now, progress).map(Import::id))
        .orElseGet(() -> Outcome.done(id));
  }

  private Outcome<Import> completed(JobRun run, Import now, ImportProgress progress) {
    long bytes = now.file().bytes();
    store.advance(now.id(), progress, progress.plus(0, 0, bytes), kernel.now(), List.of());
    run.progress(bytes, bytes, told(progress));
    return change(
        now, "import.complete", run.systemContext(), found -> found.complete(kernel.now()));
  }

  private static Context inTheNameOf(Import imported, JobRun run) {
    ImportStart start = Objects.requireNonNull(imported.start(), "a running import was started");
    Grants grants =
        new Grants(
            Map.of(
                new Permission(Feature.LEAD, Action.CREATE),
                Scope.ALL,
                new Permission(Feature.LEAD, Action.VIEW),
                start.seesAll() ? Scope.ALL : Scope.OWN),
            Set.of());
    Actor actor = new Actor(start.kind(), start.id(), start.name(), grants, Set.of());
    Context context = Context.of(actor).causedBy("import/" + imported.id());
    return run.requester()
        .map(r -> r.requestId() == null ? context : context.request(r.requestId()))
        .orElse(context);
  }

  private static ImportProblem problem(Read read, Violation violation) {
    String raw = read.row().raw();
    String original =
        raw.length() <= KEPT_OF_ORIGINAL ? raw : raw.substring(0, KEPT_OF_ORIGINAL) + "…";
    return new ImportProblem(
        read.number(),
        read.row().line(),
        RowReading.fieldOf(violation),
        violation.code(),
        violation.message(),
        original.replace('\0', '\u2400'));
  }

  private static String told(ImportProgress progress) {
    return progress.rows()
        + " rows: "
        + progress.created()
        + " leads, "
        + progress.failed()
        + " errors";
  }
}
