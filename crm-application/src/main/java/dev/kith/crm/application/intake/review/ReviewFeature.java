package dev.kith.crm.application.intake.review;

import dev.kith.crm.application.intake.rows.RecordIntake;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;

/** Wires the review of imports. */
public final class ReviewFeature {

  private final Kernel kernel;
  private final LeadFeature leads;
  private final RecordIntake records;

  /**
   * @param records how rows change other records than leads
   */
  public ReviewFeature(Kernel kernel, LeadFeature leads, RecordIntake records) {
    this.kernel = kernel;
    this.leads = leads;
    this.records = records;
  }

  public ImportReviews reviews(Context context) {
    return new ReviewService(kernel, context, leads, records);
  }
}
