package dev.kith.crm.application.intake;

import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportStart;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the jobs of imports share: their import, in whose name they work, and how they end. */
final class ImportTurns {

  static final String IMPORT = "import";

  private final Kernel kernel;
  private final ImportStore store;

  ImportTurns(Kernel kernel) {
    this.kernel = kernel;
    this.store = kernel.storage().imports();
  }

  static ImportId idOf(Map<String, String> payload) {
    return new ImportId(UUID.fromString(Objects.requireNonNull(payload.get(IMPORT))));
  }

  /**
   * A job of its own for each time that an import is set to work: one that is ending cannot be
   * joined. A refusal afterwards undoes it.
   */
  static ImportStart start(
      Import found, ImportPhase phase, String kind, Context context, JobQueue jobs, Instant now) {
    Actor actor = context.actor();
    JobRequest request =
        JobRequest.of(kind).with(IMPORT, found.id().toString()).about(found.subject()).by(context);
    return new ImportStart(
        phase,
        now,
        actor.kind(),
        actor.id(),
        actor.name(),
        scope(actor, featureOf(found), Action.VIEW) == Scope.ALL,
        scope(actor, featureOf(found), Action.EDIT),
        scope(actor, featureOf(found), Action.DELETE),
        actor.colleagues(),
        jobs.enqueue(request).value(),
        scope(actor, Feature.ACCOUNT, Action.VIEW),
        scope(actor, featureOf(found), Action.ASSIGN));
  }

  /** Whose permissions count: that of what the rows are. */
  static Feature featureOf(Import imported) {
    RecordKind kind = imported.mapping().kind();
    return kind == null ? Feature.LEAD : kind.feature();
  }

  /** Goes on if whoever lets rows be brought in may make what they are. */
  static <T> Outcome<T> unlessForbidden(Import imported, Actor actor, Supplier<Outcome<T>> next) {
    Permission creating = creating(imported);
    return creating.action() == Action.ADMINISTER
        ? Permits.requireOnAll(actor, creating, next)
        : Permits.require(actor, creating, next);
  }

  /** Goes on if whoever lets rows be taken back may change and delete what they are. */
  static <T> Outcome<T> unlessUndoingIsForbidden(
      Import imported, Actor actor, Supplier<Outcome<T>> next) {
    Permission creating = creating(imported);
    Feature feature = featureOf(imported);
    return creating.action() == Action.ADMINISTER
        ? Permits.requireOnAll(actor, creating, next)
        : Permits.require(
            actor,
            new Permission(feature, Action.EDIT),
            () -> Permits.require(actor, new Permission(feature, Action.DELETE), next));
  }

  private static Permission creating(Import imported) {
    RecordKind kind = imported.mapping().kind();
    return kind == null ? new Permission(Feature.LEAD, Action.CREATE) : kind.creating();
  }

  private static @Nullable Scope scope(Actor actor, Feature feature, Action action) {
    return actor.grants().scopeOf(new Permission(feature, action)).orElse(null);
  }

  /**
   * What becomes of its job becomes of the import, if it is still that job which is at work on it.
   * A refusal says that somebody ended or removed the import meanwhile, and that is what counts.
   */
  void turned(JobView job, Context context) {
    store
        .find(idOf(job.payload()))
        .filter(found -> found.start() != null && found.start().job().equals(job.id().value()))
        .ifPresent(found -> turned(found, job, context));
  }

  private void turned(Import found, JobView job, Context context) {
    String reason = job.error() == null ? "The job failed." : job.error();
    switch (job.state()) {
      case DEAD -> change(found, "import.fail", context, now -> now.fail(reason, kernel.now()));
      case CANCELLED -> {
        if (change(found, "import.cancel", context, now -> now.cancel(kernel.now()))
            instanceof Outcome.Refused<Import>) {
          change(
              found,
              "import.fail",
              context,
              now -> now.fail("The job was cancelled.", kernel.now()));
        }
      }
      case WAITING -> change(found, "import.resume", context, now -> now.resume(kernel.now()));
      case RUNNING, SUCCEEDED -> {}
    }
  }

  Outcome<Import> change(
      Import found,
      String intention,
      Context context,
      Function<Import, Outcome<Change<Import>>> decide) {
    return new Changes<>(ImportService.KIND, store, kernel, context)
        .change(found.id(), Action.EDIT, intention, "", decide);
  }

  /** In the name of who set it to work, with what counts of their permissions. */
  static Context inTheNameOf(Import imported, Context job) {
    ImportStart start = Objects.requireNonNull(imported.start(), "an import at work was started");
    Map<Permission, Scope> scopes = new HashMap<>();
    Feature feature = featureOf(imported);
    put(scopes, Feature.ACCOUNT, Action.VIEW, start.accounts());
    scopes.put(creating(imported), Scope.ALL);
    put(
        scopes,
        feature,
        Action.VIEW,
        start.seesAll() ? Scope.ALL : start.edits() == Scope.TEAM ? Scope.TEAM : Scope.OWN);
    put(scopes, feature, Action.EDIT, start.edits());
    put(scopes, feature, Action.DELETE, start.deletes());
    if (imported.mapping().kind() != null) {
      put(scopes, feature, Action.ASSIGN, start.assigns());
    }
    Actor actor =
        new Actor(
            start.kind(),
            start.id(),
            start.name(),
            new Grants(scopes, Set.of()),
            start.colleagues());
    Context context = Context.of(actor).causedBy("import/" + imported.id());
    return job.requestId() == null ? context : context.request(job.requestId());
  }

  private static void put(
      Map<Permission, Scope> scopes, Feature feature, Action action, @Nullable Scope scope) {
    if (scope != null) {
      scopes.put(new Permission(feature, action), scope);
    }
  }
}
