package dev.kith.crm.application.audit;

import dev.kith.crm.application.job.JobGivenUpException;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;

/** Wires the audit feature. */
public final class AuditFeature {

  /** The kind of the job that verifies the whole trail; a broken trail makes it a dead job. */
  public static final String VERIFY = "audit.verify";

  private final AuditStore store;
  private final List<VersionedRecords> kinds;
  private final JobQueue jobs;
  private final BiFunction<Actor, String, Set<String>> hidden;

  /**
   * @param kinds the records against which chains are held
   * @param hidden the fields of records of a type that somebody may not see
   */
  public AuditFeature(
      Kernel kernel,
      List<VersionedRecords> kinds,
      JobQueue jobs,
      BiFunction<Actor, String, Set<String>> hidden) {
    this.jobs = jobs;
    this.hidden = hidden;
    this.store = kernel.storage().audit();
    this.kinds = List.copyOf(kinds);
  }

  public AuditTrail trail(Context context) {
    return new AuditService(
        context, store, () -> AuditVerification.of(store, kinds, entries -> {}), jobs, hidden);
  }

  /** Does the job {@link #VERIFY}. */
  public void verify(JobRun run) {
    AuditReport report;
    try {
      report = AuditVerification.of(store, kinds, entries -> goOn(run, entries));
    } catch (CancellationException e) {
      return;
    }
    if (!report.isIntact()) {
      run.progress(report.entries(), report.entries(), "broken");
      throw new JobGivenUpException(
          "The audit trail is broken for "
              + report.brokenChains()
              + " records, the first is "
              + report.broken().getFirst());
    }
    run.finish(
            () -> {
              run.progress(
                  report.entries(),
                  report.entries(),
                  report.entries() + " entries of " + report.chains() + " records are intact");
              return Outcome.done(report);
            })
        .orElseThrow();
  }

  private static void goOn(JobRun run, long entries) {
    if (run.isCancelled()) {
      throw new CancellationException("asked to stop");
    }
    run.progress(entries, null, "");
  }
}
