package dev.kith.crm.application.audit;

import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class AuditService implements AuditTrail {

  private static final Permission VIEW = new Permission(Feature.AUDIT, Action.VIEW);

  private final Context context;
  private final AuditStore store;
  private final Supplier<AuditReport> verification;
  private final JobQueue jobs;
  private final BiFunction<Actor, String, Set<String>> hidden;

  AuditService(
      Context context,
      AuditStore store,
      Supplier<AuditReport> verification,
      JobQueue jobs,
      BiFunction<Actor, String, Set<String>> hidden) {
    this.jobs = jobs;
    this.hidden = hidden;
    this.context = context;
    this.store = store;
    this.verification = verification;
  }

  @Override
  public Outcome<List<AuditEntry>> history(
      Subject subject, @Nullable Long beforePosition, int limit) {
    return Permits.requireOnAll(
        context.actor(),
        VIEW,
        () -> page(limit, () -> store.history(subject, beforePosition, limit)));
  }

  @Override
  public Outcome<List<AuditEntry>> activity(UserId user, @Nullable UUID beforeEntry, int limit) {
    return Visibility.of(context.actor(), VIEW).reaches(user)
        ? page(limit, () -> store.activity(user.value(), beforeEntry, limit))
        : Outcome.refused(
            new Forbidden(
                VIEW.code(), "This needs the permission " + VIEW.code() + " for that user."));
  }

  @Override
  public Outcome<AuditReport> verify() {
    return Permits.requireOnAll(context.actor(), VIEW, () -> Outcome.done(verification.get()));
  }

  @Override
  public Outcome<JobId> verifyInBackground() {
    JobRequest request = JobRequest.of(AuditFeature.VERIFY).unique(AuditFeature.VERIFY).by(context);
    return Permits.requireOnAll(context.actor(), VIEW, () -> Outcome.done(jobs.enqueue(request)));
  }

  private Outcome<List<AuditEntry>> page(int limit, Supplier<List<AuditEntry>> read) {
    return limit < 1 || limit > LARGEST_PAGE
        ? Outcome.refused(
            Invalid.of(
                Violation.at("limit", "out-of-range", "The limit is 1 to " + LARGEST_PAGE + ".")))
        : Outcome.done(read.get().stream().map(this::masked).toList());
  }

  private AuditEntry masked(AuditEntry entry) {
    return entry.without(hidden.apply(context.actor(), entry.subject().type()));
  }
}
