package dev.kith.crm.application.intake.attribution;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.Births;
import dev.kith.crm.application.lead.BroughtAlong;
import dev.kith.crm.application.lead.LeadFeature;

/** Wires attribution. */
public final class AttributionFeature {

  private final Kernel kernel;
  private final LeadFeature leads;

  public AttributionFeature(Kernel kernel, LeadFeature leads) {
    this.kernel = kernel;
    this.leads = leads;
  }

  public Touches touches(Context context) {
    return new TouchService(kernel, context, leads);
  }

  /** Touches follow their leads when these are merged. */
  public Attached attached() {
    return new AttachedTouches(kernel.storage().touches());
  }

  /** Leads that are captured with a campaign have a touch from their birth on. */
  public static Births births(Kernel kernel) {
    return new FirstTouches(kernel);
  }

  /** Rows of imports bring touches along. */
  public static BroughtAlong touchesOfRows(Kernel kernel) {
    return new TouchesOfRows(kernel);
  }
}
