package dev.kith.crm.application.lead;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadDraft.PhoneReader;

/** Wires the lead feature. */
public final class LeadFeature {

  private final Kernel kernel;
  private final PhoneReader phones;
  private final Owners owners;

  public LeadFeature(Kernel kernel, PhoneReader phones, Owners owners) {
    this.kernel = kernel;
    this.phones = phones;
    this.owners = owners;
  }

  public Leads leads(Context context) {
    return new LeadService(kernel, context, phones, owners);
  }

  public LeadQueries queries(Context context) {
    return new LeadQueryService(kernel, context);
  }

  /** Makes recycled leads new whose moment has come; answers how many there were. */
  public int reawakenDue(String cause) {
    LeadService service = new LeadService(kernel, Context.of(Actor.SYSTEM).causedBy(cause), phones, owners);
    var due = kernel.storage().leads().recycledUntil(kernel.now(), Leads.LARGEST_BATCH);
    due.forEach(service::reawaken);
    return due.size();
  }
}
