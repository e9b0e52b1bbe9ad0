package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.rows.RecordIntake;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadUpserts;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportFile;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportStart;
import dev.kith.crm.domain.intake.IntakeRefusal;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class ImportService implements Imports {

  private static final Permission VIEW = new Permission(Feature.IMPORT, Action.VIEW);
  private static final Permission CREATE = new Permission(Feature.IMPORT, Action.CREATE);

  /** After this time, pieces without an import are what is left of an upload that broke off. */
  private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);

  static final Changes.Kind<ImportId, Import> KIND =
      new Changes.Kind<>(
          Feature.IMPORT, Import.class, Import::subjectOf, Import::facts, Import::owner);

  private final Kernel kernel;
  private final Context context;
  private final ImportStore store;
  private final JobQueue jobs;
  private final ImportPlanning planning;
  private final FileIntake files;
  private final ImportViews views;
  private final ImportResults results;
  private final Changes<ImportId, Import> changes;

  ImportService(
      Kernel kernel,
      Context context,
      JobQueue jobs,
      ImportPlanning planning,
      LeadUpserts leads,
      RecordIntake records,
      long largestFile) {
    this.kernel = kernel;
    this.context = context;
    this.store = kernel.storage().imports();
    this.jobs = jobs;
    this.planning = planning;
    this.files = new FileIntake(store, largestFile);
    ImportSight sight = ImportSight.of(context.actor());
    this.views =
        new ImportViews(
            store,
            kernel.storage().mappingPresets(),
            files,
            leads,
            mapping -> records.oneByOne(mapping, context),
            sight);
    this.results = new ImportResults(store, sight);
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public Outcome<ImportView> upload(String fileName, InputStream content, Declared declared) {
    return Permits.require(
        context.actor(),
        CREATE,
        () -> checkedName(fileName).then(name -> received(name, content, declared)));
  }

  private static Outcome<String> checkedName(String fileName) {
    Checks checks = new Checks();
    // Browsers and programs may send a path; only its last part is a name.
    String last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    String name = checks.text("fileName", last, ImportFile.LONGEST_NAME, false);
    return checks.orRefuse(() -> name == null ? "import.csv" : name);
  }

  private Outcome<ImportView> received(String name, InputStream content, Declared declared) {
    store.dropOrphanedPieces(kernel.now().minus(LONGEST_UPLOAD));
    ImportId id = new ImportId(kernel.ids().next());
    boolean kept = false;
    try {
      Outcome<Import> outcome =
          files
              .take(id, content, declared, kernel.now())
              .then(taken -> uploaded(id, name, taken, recordsOf(declared)));
      kept = outcome instanceof Outcome.Done<Import>(var made) && made.id().equals(id);
      return outcome.map(views::view);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!kept) {
        store.dropPieces(id);
      }
    }
  }

  private static @Nullable RecordMapping recordsOf(Declared declared) {
    return declared.kind() == null ? null : new RecordMapping(declared.kind(), Map.of());
  }

  private Outcome<Import> uploaded(
      ImportId id, String name, FileIntake.Taken taken, @Nullable RecordMapping records) {
    ImportFile file = new ImportFile(name, taken.bytes(), taken.sha256());
    ImportViews.Plan plan = views.plan(id, taken.analysis(), records);
    return changes.create(
        Action.CREATE,
        "import.upload",
        file,
        () ->
            Outcome.done(
                Import.upload(
                    id,
                    file,
                    taken.analysis().format(),
                    taken.analysis().firstRow(),
                    plan.mapping(),
                    plan.rules(),
                    context.actor().id(),
                    kernel.now())));
  }

  @Override
  public Outcome<ImportView> reread(ImportId id, FileFormat format) {
    return change(
        id,
        "import.reread",
        format,
        found ->
            files
                .again(id, format)
                .then(now -> {
                  ImportViews.Plan plan = views.plan(id, now, found.mapping().records());
                  return found.reread(
                      format, now.firstRow(), plan.mapping(), plan.rules(), kernel.now());
                }));
  }

  @Override
  public Outcome<ImportView> map(ImportId id, ImportMapping mapping) {
    return change(
        id,
        "import.map",
        mapping,
        found -> planning.readable(mapping).then(good -> found.map(good, kernel.now())));
  }

  @Override
  public Outcome<ImportView> apply(ImportId id, MappingPresetId presetId) {
    return planning
        .preset(presetId)
        .then(preset ->
            change(
                id,
                "import.apply-preset",
                preset.content(),
                found -> planning.planned(found, preset, kernel.now())));
  }

  @Override
  public Outcome<MappingPreset> saveAsPreset(
      ImportId id, @Nullable String name, @Nullable MappingPresetId replaced) {
    return visible(id).then(found -> planning.kept(found, name, replaced));
  }

  @Override
  public Outcome<ImportView> follow(ImportId id, UpsertRules rules) {
    return change(
        id,
        "import.follow",
        rules,
        found ->
            ImportPlanning.followable(found, rules).then(good -> found.follow(good, kernel.now())));
  }

  @Override
  public Outcome<ImportView> check(ImportId id) {
    return change(id, "import.check", "", creating(this::checking));
  }

  private Outcome<Change<Import>> checking(Import found) {
    return found
        .check(by(found, ImportPhase.CHECK, ImportJob.CHECK_KIND), kernel.now())
        .map(change -> {
          store.dropPhase(found.id(), ImportPhase.CHECK);
          return change;
        });
  }

  @Override
  public Outcome<ImportView> start(ImportId id) {
    return change(
        id,
        "import.start",
        "",
        creating(found -> found.start(by(found, ImportPhase.RUN, ImportJob.KIND), kernel.now())));
  }

  @Override
  public Outcome<ImportView> pause(ImportId id) {
    return change(id, "import.pause", "", found -> found.pause(kernel.now()));
  }

  @Override
  public Outcome<ImportView> resume(ImportId id) {
    return change(
        id,
        "import.resume",
        "",
        creating(found -> found.goOn(by(found, ImportPhase.RUN, ImportJob.KIND), kernel.now())));
  }

  /** Whoever lets rows be brought in must be allowed to create what they are. */
  private Function<Import, Outcome<Change<Import>>> creating(
      Function<Import, Outcome<Change<Import>>> decide) {
    return found -> ImportTurns.unlessForbidden(found, context.actor(), () -> decide.apply(found));
  }

  @Override
  public Outcome<ImportView> revert(ImportId id) {
    return change(
        id,
        "import.revert",
        "",
        found ->
            ImportTurns.unlessUndoingIsForbidden(
                found,
                context.actor(),
                () -> found.revert(by(found, ImportPhase.REVERT, RevertJob.KIND), kernel.now())));
  }

  private ImportStart by(Import found, ImportPhase phase, String kind) {
    return ImportTurns.start(found, phase, kind, context, jobs, kernel.now());
  }

  @Override
  public Outcome<ImportView> cancel(ImportId id) {
    return change(id, "import.cancel", "", found -> found.cancel(kernel.now()));
  }

  @Override
  public Outcome<ImportView> get(ImportId id) {
    return visible(id).map(views::view);
  }

  @Override
  public Outcome<List<ImportView>> list(@Nullable ImportId after, int limit) {
    return Permits.require(
        context.actor(),
        VIEW,
        () -> {
          List<Import> found =
              store.list(Visibility.of(context.actor(), VIEW), after, limited(limit));
          return Outcome.done(views.briefly(found));
        });
  }

  @Override
  public Outcome<Long> errors(ImportId id, Consumer<ImportProblem> each) {
    return visible(id).map(found -> results.errors(found, each));
  }

  @Override
  public Outcome<Long> errorsAsCsv(ImportId id, OutputStream to) {
    return visible(id).map(found -> results.errorsAsCsv(found, to));
  }

  @Override
  public Outcome<List<ImportedRow>> rows(
      ImportId id, @Nullable RowFate fate, long after, int limit) {
    return visible(id).map(found -> results.rows(found, fate, after, limited(limit)));
  }

  @Override
  public Outcome<List<ImportProblem>> problems(ImportId id, RowFate fate, long after, int limit) {
    return visible(id).map(found -> results.problems(found, fate, after, limited(limit)));
  }

  @Override
  public Outcome<Long> kept(ImportId id, Consumer<ImportProblem> each) {
    return visible(id).map(found -> results.kept(found, each));
  }

  @Override
  public Outcome<Long> keptAsCsv(ImportId id, OutputStream to) {
    return visible(id).map(found -> results.keptAsCsv(found, to));
  }

  private static int limited(int limit) {
    return Math.clamp(limit, 1, LARGEST_LIST);
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
          if (found.isAtWork()) {
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
    return changes.change(id, Action.CREATE, intention, command, decide).map(views::view);
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
    return Outcome.found(store.find(id), () -> NotFound.of("import", id.value()));
  }
}
