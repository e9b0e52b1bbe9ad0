package dev.kith.crm.application.intake.review;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;

/** Wires the review of imports. */
public final class ReviewFeature {

  private final Kernel kernel;
  private final LeadFeature leads;

  public ReviewFeature(Kernel kernel, LeadFeature leads) {
    this.kernel = kernel;
    this.leads = leads;
  }

  public ImportReviews reviews(Context context) {
    return new ReviewService(kernel, context, leads);
  }
}
