package dev.kith.crm.application.intake.duplicates.merge;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.domain.shared.PhoneReader;
import java.util.List;

/** Wires merging. */
public final class MergeFeature {

  private final Kernel kernel;
  private final LeadFeature leads;
  private final PhoneReader phones;
  private final List<Attached> attached;

  /**
   * @param attached what other features keep about leads, which has to follow
   */
  public MergeFeature(
      Kernel kernel, LeadFeature leads, PhoneReader phones, List<Attached> attached) {
    this.kernel = kernel;
    this.leads = leads;
    this.phones = phones;
    this.attached = List.copyOf(attached);
  }

  public Merges merges(Context context) {
    return new MergeService(kernel, context, leads, phones, attached);
  }
}
