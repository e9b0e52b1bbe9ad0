package dev.kith.crm.testkit;

import dev.kith.crm.application.Storage;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.KnownCompetitors;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.ToldLoss;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.util.List;
import java.util.Set;

/** Why opportunities are lost, to competitors that are kept. */
public final class LostDeals {

  private LostDeals() {}

  public static ToldLoss lost(Storage storage, String reason, String competitor) {
    return new ToldLoss(
        new LossDraft(reason, competitor),
        new KnownCompetitors(List.of(competitor(storage, competitor)), Set.of()));
  }

  /** The one of that name, made if there is none. */
  public static Competitor competitor(Storage storage, String name) {
    return storage
        .transactions()
        .run(() ->
            storage.competitors().named(List.of(name)).stream()
                .findFirst()
                .map(Outcome::done)
                .orElseGet(() ->
                    storage
                        .competitors()
                        .add(
                            Competitor.add(
                                    new CompetitorId(Leads.anId().value()),
                                    CompetitorDraft.of(name),
                                    Leads.CAPTURED)
                                .orElseThrow()
                                .next())))
        .orElseThrow();
  }
}
