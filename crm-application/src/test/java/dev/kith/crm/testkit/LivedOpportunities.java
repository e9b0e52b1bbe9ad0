package dev.kith.crm.testkit;

import dev.kith.crm.application.Storage;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.opportunity.Standing;
import dev.kith.crm.domain.opportunity.ToldLoss;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Opportunities;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opportunities to which much happens in sixty days, kept in a storage, and written down beside it:
 * created, edited, moved on and back and to another pipeline, won, lost and reopened, thrown away
 * and taken back.
 *
 * @param moments the beginning of each day
 */
record LivedOpportunities(
    List<Opportunity> all,
    List<Instant> moments,
    Map<OpportunityId, List<StageStay>> stays,
    Map<OpportunityId, List<Standing>> standings) {

  private static final Duration DAY = Duration.ofDays(1);
  private static final int DAYS = 60;
  private static final int BORN_AT_FIRST = 25;

  /**
   * @param owner of half of them; the others belong to nobody, and so do all that are given away
   */
  static LivedOpportunities in(
      Storage storage, Pipeline sales, Pipeline other, UserId owner, Seeded random) {
    LivedOpportunities lives =
        new LivedOpportunities(
            new ArrayList<>(),
            new ArrayList<>(List.of(Opportunities.CREATED)),
            new HashMap<>(),
            new HashMap<>());
    for (int day = 1; day <= DAYS; day++) {
      lives.live(
          storage, sales, other, owner, random, Opportunities.CREATED.plus(DAY.multipliedBy(day)));
    }
    return lives;
  }

  private void live(
      Storage storage, Pipeline sales, Pipeline other, UserId owner, Seeded random, Instant now) {
    moments.add(now);
    if (all.size() < BORN_AT_FIRST || random.percent(20)) {
      Opportunity born =
          Opportunity.create(
                  Opportunities.anId(),
                  draft(random).read().orElseThrow(),
                  random.percent(50) ? owner : null,
                  sales,
                  sales.stages().getFirst(),
                  now)
              .orElseThrow()
              .next();
      all.add(kept(storage, () -> storage.opportunities().add(born)));
      note(all.getLast());
    }
    for (int i = 0; i < 3; i++) {
      int chosen = random.between(0, all.size() - 1);
      Outcome<Change<Opportunity>> next =
          step(storage, random, all.get(chosen), sales, other, now.plusSeconds(60L * (i + 1)));
      if (next instanceof Outcome.Done<Change<Opportunity>>(var change)
          && !change.next().equals(all.get(chosen))) {
        all.set(chosen, kept(storage, () -> storage.opportunities().update(change.next())));
        note(all.get(chosen));
      }
    }
  }

  private void note(Opportunity now) {
    stays.put(now.id(), StageStay.extended(stays.getOrDefault(now.id(), List.of()), now));
    standings.put(now.id(), Standing.extended(standings.getOrDefault(now.id(), List.of()), now));
  }

  private static <T> T kept(Storage storage, Supplier<Outcome<T>> work) {
    return storage.transactions().run(work).orElseThrow();
  }

  private static OpportunityDraft draft(Seeded random) {
    OpportunityDraft draft = OpportunityDraft.named("Deal");
    return random.percent(15)
        ? draft
        : draft
            .worth(
                random.between(1, 90) + "." + random.between(10, 99),
                random.percent(70) ? "EUR" : "USD")
            .closing("2027-01-" + (10 + random.between(0, 9)));
  }

  private static Outcome<Change<Opportunity>> step(
      Storage storage,
      Seeded random,
      Opportunity deal,
      Pipeline sales,
      Pipeline other,
      Instant now) {
    Pipeline here = deal.pipeline().equals(sales.id()) ? sales : other;
    Stage to = random.oneOf(here.stages());
    Stage where = here.stage(deal.stage()).orElseThrow();
    return switch (random.between(0, 7)) {
      case 0 -> deal.edit(draft(random).read().orElseThrow(), where, now);
      case 1 -> deal.reopen(here, null, now);
      case 2 -> Outcome.done(deal.revision().isDeleted() ? deal.restore(now) : deal.delete(now));
      case 3 -> deal.assign(null, where, now);
      case 4 ->
          deal.move(here, here == sales ? other : sales, here.stages().getFirst(), null, null, now);
      default -> deal.move(here, here, to, null, loss(storage, random, to), now);
    };
  }

  private static @Nullable ToldLoss loss(Storage storage, Seeded random, Stage to) {
    if (to.type() != StageType.LOST) {
      return null;
    }
    String reason = random.percent(60) ? "Price" : "No budget";
    return random.percent(30) ? LostDeals.lost(storage, reason, "Acme") : ToldLoss.because(reason);
  }
}
