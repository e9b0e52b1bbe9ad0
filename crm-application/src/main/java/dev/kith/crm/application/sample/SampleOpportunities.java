package dev.kith.crm.application.sample;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.competitor.CompetitorView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Deals of half a year, some of them decided, the others in all open stages, most made up of
 * products, and many with competitors.
 */
public final class SampleOpportunities {

  private static final Duration PAST = Duration.ofDays(172);
  private static final int COUNT = 64;
  private static final long SEED = 20_261_102;

  private static final List<String> THINGS =
      ImmutableList.of(
          "Annual licence",
          "Pilot for the north",
          "Roll-out, first phase",
          "Support contract",
          "Training for 40 people",
          "Spare parts",
          "Replacement of the old system",
          "Extension by two sites");

  private static final List<String> NEXT_STEPS =
      ImmutableList.of(
          "Call the buyer",
          "Send the offer",
          "Demo with the plant manager",
          "Ask legal for the contract",
          "Agree on a date to begin");

  private static final List<LossDraft> LOSSES =
      ImmutableList.of(
          new LossDraft("Too expensive", "Brightline"),
          new LossDraft("No decision", null),
          new LossDraft("Chose another supplier", "Norwind"),
          new LossDraft("Budget was cut", null));

  private static final List<String> OPEN =
      ImmutableList.of("prospecting", "qualification", "proposal", "negotiation");

  private SampleOpportunities() {}

  /**
   * @param crm of somebody who may do everything
   * @param team who sells
   */
  public static void fill(Storage storage, Workspace crm, Instant end, List<Actor> team) {
    List<AccountView> accounts =
        crm.accountQueries()
            .list(ListQuery.all(crm.accountQueries().fields()).limitedTo(40))
            .orElseThrow()
            .items();
    SplittableRandom random = new SplittableRandom(SEED);
    AtomicReference<Instant> now = new AtomicReference<>(end);
    // Another front door to the same storage, at which time passes as it did. It is not closed: the
    // storage is not its own.
    Workspace past =
        Crm.on(storage).clock(now::get).background(false).start().as(crm.context().actor());
    now.set(end.minus(PAST));
    SampleProducts products = new SampleProducts(past);
    products.list();
    SampleCompetitors competitors = new SampleCompetitors(past);
    competitors.add();
    List<LossDraft> losses = losses(past);
    for (int i = 0; i < COUNT; i++) {
      Instant at = end.minus(Duration.ofHours(24L * 170 - i * 60L + random.nextInt(40)));
      now.set(at);
      AccountView account = accounts.get(random.nextInt(accounts.size()));
      OpportunityId id =
          past.opportunities()
              .create(
                  new Opportunities.Create(
                      draft(random, account, at),
                      team.get(random.nextInt(team.size())).id(),
                      null,
                      null))
              .orElseThrow()
              .id();
      products.compose(id);
      competitors.meet(id);
      advance(past, random, id, losses, now, end);
    }
    now.set(end);
    products.retire();
    competitors.retire();
  }

  private static OpportunityDraft draft(SplittableRandom random, AccountView account, Instant at) {
    LocalDate close = LocalDate.ofInstant(at, ZoneOffset.UTC).plusDays(40 + random.nextInt(120));
    OpportunityDraft draft =
        OpportunityDraft.named(THINGS.get(random.nextInt(THINGS.size())))
            .account(account.id())
            .worth(Long.toString((2 + random.nextInt(180)) * 500L), "EUR")
            .closing(close.toString())
            .with(OpportunityField.NEXT_STEP, NEXT_STEPS.get(random.nextInt(NEXT_STEPS.size())));
    return random.nextInt(12) == 0 ? draft.worth(random.nextInt(1, 90) + "00", "GBP") : draft;
  }

  /** Why deals are lost; to nobody in particular where nothing is known of competitors. */
  static List<LossDraft> losses(Workspace crm) {
    Set<String> known =
        crm
            .competitors()
            .list(ListQuery.all(CompetitorView.CATALOGUE))
            .orElseThrow()
            .items()
            .stream()
            .map(CompetitorView::name)
            .collect(toImmutableSet());
    return LOSSES.stream()
        .map(loss ->
            loss.competitor() == null || known.contains(loss.competitor())
                ? loss
                : new LossDraft(loss.reason(), null))
        .toList();
  }

  /** From stage to stage until the present, or until it is decided. */
  static void advance(
      Workspace past,
      SplittableRandom random,
      OpportunityId id,
      List<LossDraft> losses,
      AtomicReference<Instant> now,
      Instant end) {
    int stage = 0;
    while (true) {
      Instant next = now.get().plus(Duration.ofHours(60 + random.nextInt(900)));
      if (next.isAfter(end)) {
        return;
      }
      now.set(next);
      int chance = random.nextInt(100);
      if (chance < 14) {
        past.opportunities()
            .lose(id, losses.get(random.nextInt(losses.size())), null)
            .orElseThrow();
        return;
      }
      if (stage == OPEN.size() - 1) {
        if (chance < 70) {
          past.opportunities().win(id, null).orElseThrow();
          return;
        }
      } else {
        stage++;
        past.opportunities().move(id, Move.to(OPEN.get(stage))).orElseThrow();
      }
    }
  }
}
