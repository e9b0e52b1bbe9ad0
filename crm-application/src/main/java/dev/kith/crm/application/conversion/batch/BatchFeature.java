package dev.kith.crm.application.conversion.batch;

import dev.kith.crm.application.conversion.ConversionFeature;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;

/** Wires the conversion of many leads. */
public final class BatchFeature {

  /** The kind of the job that takes batches away which ended long ago. */
  public static final String CLEAN = "conversion-batch.clean";

  /** How long a batch can be looked at after it ended: analytics count what failed. */
  static final Duration KEPT = Duration.ofDays(365);

  /** How long a dry run can be looked at. */
  static final Duration KEPT_DRY = Duration.ofDays(30);

  /** Of up to ten thousand leads each. */
  private static final int FORGOTTEN_AT_ONCE = 5;

  private final Kernel kernel;
  private final ConversionFeature conversion;
  private final LeadFeature leads;
  private final JobFeature jobs;

  public BatchFeature(
      Kernel kernel, ConversionFeature conversion, LeadFeature leads, JobFeature jobs) {
    this.kernel = kernel;
    this.conversion = conversion;
    this.leads = leads;
    this.jobs = jobs;
    jobs.register(BatchJob.KIND, new BatchJob(kernel, conversion));
    jobs.register(CLEAN, this::clean);
  }

  public ConversionBatches batches(Context context) {
    return new BatchService(kernel, conversion, leads, jobs.queue(), context);
  }

  private void clean(JobRun run) {
    Instant now = kernel.now();
    long forgotten = forget(run, true, now.minus(KEPT_DRY), 0);
    forget(run, false, now.minus(KEPT), forgotten);
  }

  private long forget(JobRun run, boolean dryRuns, Instant endedBefore, long before) {
    long forgotten = before;
    int found = FORGOTTEN_AT_ONCE;
    while (found == FORGOTTEN_AT_ONCE && !run.isCancelled()) {
      found =
          run.write(() ->
                  Outcome.done(
                      kernel
                          .storage()
                          .conversionBatches()
                          .forget(dryRuns, endedBefore, FORGOTTEN_AT_ONCE)))
              .orElseThrow();
      forgotten += found;
      run.progress(forgotten, null, "");
    }
    return forgotten;
  }
}
