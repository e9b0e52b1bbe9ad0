package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.preset.MappingPresets;
import dev.kith.crm.application.intake.preset.PresetFeature;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.domain.shared.PhoneReader;

/** Wires the intake feature. */
public final class IntakeFeature {

  private final Kernel kernel;
  private final LeadFeature leads;
  private final JobFeature jobs;
  private final PresetFeature presets;
  private final PhoneReader phones;
  private final long largestFile;

  /**
   * @param largestFile what an import's file may have at most, in bytes
   */
  public IntakeFeature(
      Kernel kernel, LeadFeature leads, JobFeature jobs, PhoneReader phones, long largestFile) {
    this.kernel = kernel;
    this.leads = leads;
    this.jobs = jobs;
    this.presets = new PresetFeature(kernel);
    this.phones = phones;
    this.largestFile = largestFile;
    jobs.register(ImportJob.KIND, ImportJob.running(kernel, leads));
    jobs.register(ImportJob.CHECK_KIND, ImportJob.checking(kernel, leads));
    jobs.register(RevertJob.KIND, new RevertJob(kernel, leads));
  }

  public Imports imports(Context context) {
    return new ImportService(
        kernel,
        context,
        jobs.queue(),
        new ImportPlanning(presets, phones, context),
        leads.upserts(context),
        largestFile);
  }

  public MappingPresets mappingPresets(Context context) {
    return presets.presets(context);
  }

  public LeadExport leadExport(Context context) {
    return new LeadExportService(leads.queries(context));
  }

  /** What an import's file may have at most, in bytes. */
  public long largestFile() {
    return largestFile;
  }
}
