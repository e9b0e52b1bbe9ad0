package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;

/** Wires what looks through all leads. */
public final class ScanFeature {

  /** The kind of the job. */
  public static final String SCAN = "duplicates.scan";

  private final Kernel kernel;
  private final JobQueue queue;

  public ScanFeature(Kernel kernel, JobFeature jobs) {
    this.kernel = kernel;
    this.queue = jobs.queue();
    jobs.register(SCAN, new ScanJob(kernel));
  }

  public DuplicateScans scans(Context context) {
    return new ScanService(kernel, queue, context);
  }
}
