package dev.kith.crm.application.conversion.batch;

import dev.kith.crm.application.conversion.ConversionFeature;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;

/** Wires the conversion of many leads. */
public final class BatchFeature {

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
  }

  public ConversionBatches batches(Context context) {
    return new BatchService(kernel, conversion, leads, jobs.queue(), context);
  }
}
