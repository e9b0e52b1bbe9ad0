package dev.kith.crm.application.scoring.engagement;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.scoring.ledger.Settling;

/** Wires engagement. */
public final class EngagementFeature {

  private final Kernel kernel;
  private final Settling settling;

  public EngagementFeature(Kernel kernel, Settling settling) {
    this.kernel = kernel;
    this.settling = settling;
  }

  public Engagements engagements(Context context) {
    return new EngagementService(kernel, context, settling);
  }

  /** Events follow their leads when these are merged. */
  public Attached attached() {
    return new AttachedEngagement(kernel.storage().engagements(), settling);
  }
}
