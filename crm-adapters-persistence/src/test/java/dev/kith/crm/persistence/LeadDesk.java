package dev.kith.crm.persistence;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.audit.Auditing;
import dev.kith.crm.application.event.Announcing;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.idempotency.Idempotency;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.Births;
import dev.kith.crm.application.lead.BroughtAlong;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.application.lead.SaidByLeads;
import dev.kith.crm.domain.access.Actor;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * The lead feature on a storage, without the background work of a whole CRM: nothing happens unless
 * the test does it.
 */
public final class LeadDesk {

  private final LeadFeature feature;

  private LeadDesk(Storage storage) {
    Ids ids = Ids.timeOrdered();
    InstantSource clock = InstantSource.system();
    Reaction welcome = new Reaction("welcome", Set.of("lead.captured.v1"), event -> {});
    feature =
        new LeadFeature(
            new Kernel(
                storage,
                clock,
                ids,
                new Idempotency(storage.transactions(), storage.idempotencyKeys(), clock),
                new Auditing(storage.audit(), ids),
                new Announcing(
                    storage.outbox(), storage.transactions(), ids, List.of(welcome), () -> {})),
            new PhoneNumbers(null),
            user -> false,
            Births.UNWATCHED,
            Births.UNWATCHED,
            SaidByLeads.UNHEARD,
            BroughtAlong.NOTHING,
            () -> {
              throw new AssertionError("nobody assigns from pools here");
            });
  }

  public static LeadDesk on(Storage storage) {
    return new LeadDesk(storage);
  }

  public Leads leads() {
    return leads(Context.of(Actor.SYSTEM));
  }

  public Leads leads(Context context) {
    return feature.leads(context);
  }

  public LeadQueries queries() {
    return feature.queries(Context.of(Actor.SYSTEM));
  }
}
