package dev.kith.crm.application.intake.consent;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.SaidByLeads;

/** Wires consent. */
public final class ConsentFeature {

  private final Kernel kernel;
  private final LeadFeature leads;

  public ConsentFeature(Kernel kernel, LeadFeature leads) {
    this.kernel = kernel;
    this.leads = leads;
  }

  public Consents consents(Context context) {
    return new ConsentService(kernel, context, leads);
  }

  /** What the fields of leads say is written into their ledgers. */
  public static SaidByLeads ledgers(Kernel kernel) {
    return new LedgerOfLeads(kernel);
  }

  /** Ledgers follow their leads when these are merged. */
  public Attached attached() {
    return new AttachedConsents(kernel.storage().consents());
  }
}
