package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.RowReading.Read;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.CsvFormat;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportFile;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStart;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.IntakeRefusal;
import dev.kith.crm.domain.lead.LeadDraft.PhoneReader;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

final class ImportService implements Imports {

  private static final Permission VIEW = new Permission(Feature.IMPORT, Action.VIEW);
  private static final Permission CREATE = new Permission(Feature.IMPORT, Action.CREATE);
  private static final Permission CREATE_LEADS = new Permission(Feature.LEAD, Action.CREATE);
  private static final Permission VIEW_LEADS = new Permission(Feature.LEAD, Action.VIEW);

  private static final int PREVIEWED = 10;

  /** After this time, pieces without an import are what is left of an upload that broke off. */
  private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);

  static final Changes.Kind<ImportId, Import> KIND =
      new Changes.Kind<>(
          Feature.IMPORT, Import.class, Import::subjectOf, Import::facts, Import::owner);

  private final Kernel kernel;
  private final Context context;
  private final ImportStore store;
  private final JobQueue jobs;
  private final PhoneReader phones;
  private final FileIntake files;
  private final Changes<ImportId, Import> changes;

  ImportService(
      Kernel kernel, Context context, JobQueue jobs, PhoneReader phones, long largestFile) {
    this.kernel = kernel;
    this.context = context;
    this.store = kernel.storage().imports();
    this.jobs = jobs;
    this.phones = phones;
    this.files = new FileIntake(store, largestFile);
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public Outcome<ImportView> upload(String fileName, InputStream content) {
    return Permits.require(
        context.actor(), CREATE, () -> checkedName(fileName).then(name -> received(name, content)));
  }

  private static Outcome<String> checkedName(String fileName) {
    Checks checks = new Checks();
    // Browsers and programs may send a path; only its last part is a name.
    String last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    String name = checks.text("fileName", last, ImportFile.LONGEST_NAME, false);
    return checks.orRefuse(() -> name == null ? "import.csv" : name);
  }

  private Outcome<ImportView> received(String name, InputStream content) {
    store.dropOrphanedPieces(kernel.now().minus(LONGEST_UPLOAD));
    ImportId id = new ImportId(kernel.ids().next());
    boolean kept = false;
    try {
      Outcome<Import> outcome =
          files.take(id, content, kernel.now()).then(taken -> uploaded(id, name, taken));
      kept = outcome instanceof Outcome.Done<Import>(var made) && made.id().equals(id);
      return outcome.map(this::view);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!kept) {
        store.dropPieces(id);
      }
    }
  }

  private Outcome<Import> uploaded(ImportId id, String name, FileIntake.Taken taken) {
    ImportFile file = new ImportFile(name, taken.bytes(), taken.sha256());
    return changes.create(
        Action.CREATE,
        "import.upload",
        file,
        () ->
            Outcome.done(
                Import.upload(
                    id,
                    file,
                    taken.format(),
                    taken.firstRow(),
                    ColumnGuess.of(taken.firstRow()),
                    context.actor().id(),
                    kernel.now())));
  }

  @Override
  public Outcome<ImportView> reread(ImportId id, CsvFormat format) {
    return change(
        id,
        "import.reread",
        format,
        found ->
            files
                .firstRow(id, format)
                .then(row -> found.reread(format, row, ColumnGuess.of(row), kernel.now())));
  }

  @Override
  public Outcome<ImportView> map(ImportId id, ImportMapping mapping) {
    return change(id, "import.map", mapping, found -> found.map(mapping, kernel.now()));
  }

  @Override
  public Outcome<ImportView> start(ImportId id) {
    return Permits.require(
        context.actor(), CREATE_LEADS, () -> change(id, "import.start", "", this::started));
  }

  private Outcome<Change<Import>> started(Import found) {
    JobRequest request =
        JobRequest.of(ImportJob.KIND)
            .with(ImportJob.IMPORT, found.id().toString())
            .unique("import " + found.id())
            .about(found.subject())
            .by(context);
    boolean seesAll =
        context.actor().grants().scopeOf(VIEW_LEADS).filter(s -> s == Scope.ALL).isPresent();
    Actor actor = context.actor();
    UUID job = jobs.enqueue(request).value();
    return found.start(
        new ImportStart(kernel.now(), actor.kind(), actor.id(), actor.name(), seesAll, job),
        kernel.now());
  }

  @Override
  public Outcome<ImportView> cancel(ImportId id) {
    return change(id, "import.cancel", "", found -> found.cancel(kernel.now()));
  }

  @Override
  public Outcome<ImportView> get(ImportId id) {
    return visible(id).map(this::view);
  }

  @Override
  public Outcome<List<ImportView>> list(@Nullable ImportId after, int limit) {
    return Permits.require(
        context.actor(),
        VIEW,
        () -> {
          List<Import> found =
              store.list(
                  Visibility.of(context.actor(), VIEW), after, Math.clamp(limit, 1, LARGEST_LIST));
          Map<ImportId, ImportStore.Kept> progress =
              store.progress(found.stream().map(Import::id).toList());
          return Outcome.done(
              found.stream().map(i -> view(i, progress.get(i.id()), List.of())).toList());
        });
  }

  @Override
  public Outcome<Long> errors(ImportId id, Consumer<ImportProblem> each) {
    return visible(id)
        .map(found -> {
          long[] count = {0};
          store.eachProblem(
              id,
              problem -> {
                count[0]++;
                each.accept(problem);
              });
          return count[0];
        });
  }

  @Override
  public Outcome<Long> errorsAsCsv(ImportId id, OutputStream to) {
    return visible(id)
        .map(found -> {
          ErrorsFile file = new ErrorsFile(found, to);
          store.eachProblem(id, file::write);
          return file.finish();
        });
  }

  @Override
  public Outcome<ImportId> delete(ImportId id) {
    return kernel
        .idempotency()
        .once(
            context,
            "import.delete " + id,
            "",
            ImportId.class,
            () -> found(id).then(this::deleted));
  }

  private Outcome<ImportId> deleted(Import found) {
    return Permits.requireOn(
        context.actor(),
        Feature.IMPORT,
        Action.CREATE,
        found.subject(),
        found.owner(),
        () -> {
          if (found.isRunning()) {
            return Outcome.refused(new IntakeRefusal.StillRunning(found.id().value()));
          }
          store.delete(found.id());
          kernel
              .auditing()
              .record(
                  context,
                  found.subject(),
                  "import.delete",
                  FieldChange.between(found.facts(), Map.of()),
                  kernel.now());
          return Outcome.done(found.id());
        });
  }

  private Outcome<ImportView> change(
      ImportId id,
      String intention,
      Object command,
      Function<Import, Outcome<Change<Import>>> decide) {
    return changes.change(id, Action.CREATE, intention, command, decide).map(this::view);
  }

  private Outcome<Import> visible(ImportId id) {
    return found(id)
        .then(found ->
            Permits.requireOn(
                context.actor(),
                Feature.IMPORT,
                Action.VIEW,
                found.subject(),
                found.owner(),
                () -> Outcome.done(found)));
  }

  private Outcome<Import> found(ImportId id) {
    return store
        .find(id)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(NotFound.of("import", id.value())));
  }

  private ImportView view(Import found) {
    boolean inPreparation = found.status() instanceof ImportStatus.Uploaded;
    return view(
        found,
        store.progress(List.of(found.id())).get(found.id()),
        inPreparation ? preview(found) : List.of());
  }

  private static ImportView view(
      Import found, ImportStore.@Nullable Kept kept, List<ImportView.PreviewRow> preview) {
    ImportStart start = found.start();
    List<String> names = ColumnGuess.names(found.firstRow(), found.mapping().header());
    return new ImportView(
        found.id(),
        found.revision(),
        found.file(),
        found.format(),
        IntStream.range(0, names.size())
            .mapToObj(i -> new ImportView.Column(i + 1, names.get(i)))
            .toList(),
        found.mapping(),
        found.owner(),
        found.status(),
        kept == null ? ImportProgress.NONE : kept.progress(),
        start == null ? null : start.job(),
        start == null ? null : start.at(),
        kept == null ? found.revision().updatedAt() : kept.at(),
        preview);
  }

  private List<ImportView.PreviewRow> preview(Import found) {
    RowReading reading = new RowReading(files.rows(found.id(), found.format()), found);
    List<ImportView.PreviewRow> rows = new ArrayList<>();
    for (Read read = reading.next();
        read != null && rows.size() < PREVIEWED;
        read = reading.next()) {
      rows.add(
          new ImportView.PreviewRow(
              read.row().line(),
              read.draft().values(),
              read.flaw() != null
                  ? List.of(read.flaw())
                  : RowReading.problemsOf(read.draft().read(phones))));
    }
    return rows;
  }
}
