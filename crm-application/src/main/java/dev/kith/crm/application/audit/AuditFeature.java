package dev.kith.crm.application.audit;

import dev.kith.crm.application.job.JobGivenUpException;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Wires the audit feature. */
public final class AuditFeature {

  /** The kind of the job that verifies the whole trail; a broken trail makes it a dead job. */
  public static final String VERIFY = "audit.verify";

  private final AuditStore store;
  private final List<VersionedRecords> kinds;
  private final JobQueue jobs;

  /**
   * @param kinds the records against which chains are held
   */
  public AuditFeature(Kernel kernel, List<VersionedRecords> kinds, JobQueue jobs) {
    this.jobs = jobs;
    this.store = kernel.storage().audit();
    this.kinds = List.copyOf(kinds);
  }

  public AuditTrail trail(Context context) {
    return new AuditService(
        context, store, () -> AuditVerification.of(store, kinds, entries -> {}), jobs);
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
