package dev.kith.crm.testkit;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.shared.Country;

/**
 * A whole CRM in memory, in Germany, where anybody can own a lead, time stands still and ids count
 * from one. Nothing happens in the background.
 */
public final class TrialCrm {

  public final MemoryStorage storage = new MemoryStorage();
  public final SettableClock clock = SettableClock.atStart();
  public final Crm crm =
      Crm.on(storage)
          .clock(clock)
          .ids(new SequentialIds())
          .homeCountry(new Country("DE"))
          .owners(user -> true)
          .background(false)
          .start();

  public Workspace as(Actor actor) {
    return crm.as(actor);
  }

  public Leads leads(Actor actor) {
    return crm.as(actor).leads();
  }

  public LeadQueries queries(Actor actor) {
    return crm.as(actor).leadQueries();
  }
}
