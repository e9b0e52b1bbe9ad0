package dev.kith.crm.application.job;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

final class JobService implements Jobs {

  static final Permission VIEW = new Permission(Feature.JOB, Action.VIEW);
  static final Permission ADMINISTER = new Permission(Feature.JOB, Action.ADMINISTER);

  private final Kernel kernel;
  private final Context context;
  private final JobStore store;
  private final Runnable wake;
  private final Map<String, JobHandler> handlers;

  /**
   * @param handlers by kind; they are told of what is done to their jobs
   */
  JobService(Kernel kernel, Context context, Runnable wake, Map<String, JobHandler> handlers) {
    this.kernel = kernel;
    this.context = context;
    this.store = kernel.storage().jobs();
    this.wake = wake;
    this.handlers = handlers;
  }

  @Override
  public Outcome<JobView> get(JobId id) {
    return store
        .find(id)
        .filter(job -> reached(VIEW).reaches(job.requester()))
        .map(Outcome::done)
        .orElseGet(() -> notFound(id));
  }

  @Override
  public Outcome<Page<JobView>> list(ListQuery query) {
    return Outcome.done(store.page(query, reached(VIEW)));
  }

  @Override
  public Outcome<JobView> cancel(JobId id) {
    return change(
        id,
        "job.cancel",
        JobState.CANCELLED,
        job -> {
          if (job.state() == JobState.WAITING) {
            store.cancelled(id, kernel.now());
          } else {
            store.cancelWanted(id);
          }
          return Outcome.done(id);
        });
  }

  @Override
  public Outcome<JobView> retry(JobId id) {
    return change(
        id,
        "job.retry",
        JobState.WAITING,
        job -> {
          kernel.transactions().afterCommit(wake);
          return store.requeue(id, kernel.now());
        });
  }

  private Outcome<JobView> change(
      JobId id, String intention, JobState next, Function<JobView, Outcome<JobId>> work) {
    return kernel
        .transactions()
        .run(() ->
            store
                .lock(id)
                .filter(job -> reached(VIEW).reaches(job.requester()))
                .map(job -> allowed(job, next, () -> changed(job, intention, next, work)))
                .orElseGet(() -> notFound(id)));
  }

  private Outcome<JobView> allowed(JobView job, JobState next, Supplier<Outcome<JobView>> change) {
    if (!reached(ADMINISTER).reaches(job.requester())) {
      return Outcome.refused(
          new Forbidden(
              ADMINISTER.code(),
              "This needs the permission " + ADMINISTER.code() + " for this job."));
    }
    return job.state().nextByHand().contains(next)
        ? change.get()
        : Outcome.refused(
            new InvalidTransition(
                "job",
                job.state().name(),
                next.name(),
                job.state().nextByHand().stream().map(Enum::name).toList()));
  }

  private Outcome<JobView> changed(
      JobView before, String intention, JobState next, Function<JobView, Outcome<JobId>> work) {
    return work.apply(before)
        .map(done -> {
          kernel
              .auditing()
              .record(
                  context,
                  new Subject("job", before.id().value()),
                  intention,
                  List.of(new FieldChange("state", before.state().name(), next.name())),
                  kernel.now());
          JobView after = store.find(before.id()).orElseThrow();
          told(after);
          return after;
        });
  }

  /** A job that runs is only told to stop; its handler is told when it has. */
  private void told(JobView job) {
    JobHandler handler = handlers.get(job.kind());
    if (handler != null && job.state() != JobState.RUNNING) {
      handler.turned(job, LeasedRun.systemContext(job));
    }
  }

  /** Whose jobs the permission reaches: always also one's own. */
  private Visibility reached(Permission permission) {
    return switch (Visibility.of(context.actor(), permission)) {
      case Visibility.All() -> new Visibility.All();
      case Visibility.OwnedBy(var owners) ->
          new Visibility.OwnedBy(
              ImmutableSet.<UserId>builder().addAll(owners).add(context.actor().id()).build());
    };
  }

  private static <T> Outcome<T> notFound(JobId id) {
    return Outcome.refused(NotFound.of("job", id.value()));
  }
}
