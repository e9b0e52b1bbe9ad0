package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.preset.MappingPresets;
import dev.kith.crm.application.intake.preset.PresetFeature;
import dev.kith.crm.application.intake.rows.RecordIntake;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.domain.shared.PhoneReader;

/** Wires the intake feature. */
public final class IntakeFeature {

  private final Kernel kernel;
  private final LeadFeature leads;
  private final RecordIntake records;
  private final JobFeature jobs;
  private final PresetFeature presets;
  private final PhoneReader phones;
  private final long largestFile;

  /**
   * @param records how rows become other records than leads
   * @param largestFile what an import's file may have at most, in bytes
   */
  public IntakeFeature(
      Kernel kernel,
      LeadFeature leads,
      RecordIntake records,
      JobFeature jobs,
      PhoneReader phones,
      long largestFile) {
    this.records = records;
    this.kernel = kernel;
    this.leads = leads;
    this.jobs = jobs;
    this.presets = new PresetFeature(kernel);
    this.phones = phones;
    this.largestFile = largestFile;
    jobs.register(ImportJob.KIND, ImportJob.running(kernel, leads, records));
    jobs.register(ImportJob.CHECK_KIND, ImportJob.checking(kernel, leads, records));
    jobs.register(RevertJob.KIND, new RevertJob(kernel, leads, records));
  }

  public Imports imports(Context context) {
    return new ImportService(
        kernel,
        context,
        jobs.queue(),
        new ImportPlanning(presets, phones, context),
        leads.upserts(context),
        records,
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
