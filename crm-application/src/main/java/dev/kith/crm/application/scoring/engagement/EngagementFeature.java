package dev.kith.crm.application.scoring.engagement;

import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.scoring.ledger.Settling;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementNews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    return new AttachedEngagement(
        kernel.storage().engagements(), kernel.storage().ledger().awards(), settling);
  }

  /**
   * Adds new events, brings the ledgers to them, and tells of them. Must be called within a run.
   *
   * @param leads theirs
   */
  public void keep(Context context, List<EngagementEvent> fresh, Map<LeadId, Lead> leads) {
    keep(kernel, settling, context, fresh, leads);
  }

  static void keep(
      Kernel kernel,
      Settling settling,
      Context context,
      List<EngagementEvent> fresh,
      Map<LeadId, Lead> leads) {
    if (fresh.isEmpty()) {
      return;
    }
    kernel.storage().engagements().addAll(fresh);
    Instant now = kernel.now();
    Map<EngagementId, EngagementEvent> judged = settling.settleAround(context, fresh);
    List<Outbox.Entry> told = new ArrayList<>();
    for (EngagementEvent event : fresh) {
      Lead lead = Objects.requireNonNull(leads.get(event.lead()));
      told.add(
          kernel
              .announcing()
              .entry(
                  context,
                  EngagementNews.Engaged.of(judged.getOrDefault(event.id(), event)),
                  lead.revision().seen(now)));
    }
    kernel.announcing().appendAll(told);
  }
}
