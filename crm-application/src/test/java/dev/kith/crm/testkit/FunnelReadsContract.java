package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.funnel.FunnelReads;
import dev.kith.crm.application.funnel.FunnelReads.Contested;
import dev.kith.crm.application.funnel.FunnelReads.CountedPassage;
import dev.kith.crm.application.funnel.FunnelReads.Decided;
import dev.kith.crm.application.funnel.FunnelReads.DecidedAfter;
import dev.kith.crm.application.funnel.FunnelReads.Due;
import dev.kith.crm.application.funnel.FunnelReads.Entered;
import dev.kith.crm.application.funnel.FunnelReads.Held;
import dev.kith.crm.application.funnel.FunnelReads.InStage;
import dev.kith.crm.application.funnel.FunnelReads.Lost;
import dev.kith.crm.application.funnel.FunnelReads.Passage;
import dev.kith.crm.application.funnel.FunnelReads.Pushed;
import dev.kith.crm.application.funnel.FunnelReads.Since;
import dev.kith.crm.application.funnel.FunnelReads.Slice;
import dev.kith.crm.application.funnel.FunnelReads.StayHours;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.funnel.Worth.Part;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Opportunities;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link FunnelReads} promises. */
public interface FunnelReadsContract extends KeptDeals {

  Visibility ALL = new Visibility.All();
  Instant START = Opportunities.CREATED;
  Set<String> OPEN = Set.of("prospecting", "qualification", "proposal", "negotiation");

  /** Whole histories, counted once more without a database. */
  @Test
  default void whatever_happened_it_is_counted_as_it_was_written_down() {
    Pipeline sales = aPipeline();
    UserId olga = KeptDeals.anOwner();
    LivedOpportunities lives =
        LivedOpportunities.in(storage(), sales, aPipeline(), olga, Seeded.of(61));
    FunnelReads counted =
        new MemoryFunnel(
            lives::all,
            lives.stays()::get,
            lives.standings()::get,
            id -> storage().competitors().find(id).orElseThrow().content().name(),
            storage().opportunityCompetitors()::of);
    Map<String, Long> allowed =
        Map.of("prospecting", 864_000L, "qualification", 86_400L, "proposal", 0L);
    for (Slice slice :
        List.of(
            new Slice(sales.id(), null, null, ALL),
            new Slice(sales.id(), day(10), day(40), ALL),
            new Slice(sales.id(), day(30), null, new Visibility.OwnedBy(Set.of(olga))),
            new Slice(sales.id(), null, day(50), new Visibility.OwnedBy(Set.of())))) {
      FunnelReads reads = reads();
      same(reads.passages(slice), counted.passages(slice));
      same(reads.entered(slice), counted.entered(slice));
      same(reads.decided(slice), counted.decided(slice));
      same(reads.heldAt(slice, day(35), OPEN), counted.heldAt(slice, day(35), OPEN));
      same(stays(reads, slice), stays(counted, slice));
      same(reads.open(slice), counted.open(slice));
      long until = day(58).getEpochSecond();
      assertThat(reads.due(slice, allowed, until, null, 100))
          .isEqualTo(counted.due(slice, allowed, until, null, 100));
      same(reads.allDue(slice, allowed, until), counted.allDue(slice, allowed, until));
      same(reads.pushed(slice), counted.pushed(slice));
      same(reads.decidedByPushes(slice), counted.decidedByPushes(slice));
      same(reads.lost(slice), counted.lost(slice));
    }
  }

  @Test
  default void what_is_told_apart_adds_up_to_the_same() {
    Pipeline sales = aPipeline();
    LivedOpportunities lives =
        LivedOpportunities.in(storage(), sales, aPipeline(), KeptDeals.anOwner(), Seeded.of(62));
    Slice slice = new Slice(sales.id(), day(5), day(45), ALL);
    long stays =
        lives.all().stream()
            .filter(o -> !o.revision().isDeleted())
            .flatMap(o -> storage().opportunityReads().stays(o.id()).stream())
            .filter(s -> s.pipeline().equals(sales.id()))
            .filter(s -> !s.from().isBefore(day(5)) && s.from().isBefore(day(45)))
            .count();
    assertThat(stays).isPositive();
    assertThat(reads().passages(slice).stream().mapToLong(CountedPassage::stays).sum())
        .isEqualTo(stays);
    long lost = reads().lost(slice).stream().mapToLong(l -> l.part().opportunities()).sum();
    assertThat(lost).isPositive();
    assertThat(
            reads().decided(slice).stream()
                .filter(d -> !d.won())
                .mapToLong(d -> d.part().opportunities())
                .sum())
        .isEqualTo(lost);
    assertThat(
            reads().decidedByPushes(slice).stream()
                .filter(d -> !d.won())
                .mapToLong(DecidedAfter::opportunities)
                .sum())
        .isEqualTo(lost);
    assertThat(reads().open(slice).stream().mapToLong(Since::opportunities).sum())
        .isEqualTo(
            reads().heldAt(slice, day(62), OPEN).stream().mapToLong(Held::opportunities).sum());
  }

  @Test
  default void an_opportunity_that_came_twice_is_counted_by_where_it_went_last() {
    Pipeline sales = aPipeline();
    Opportunity deal = added(sales, closing("2027-01-31").worth("10", "EUR"), null);
    Opportunity on = moved(sales, deal, "proposal", day(1));
    Opportunity back = moved(sales, on, "prospecting", day(2));
    Opportunity lost =
        saved(
            back.move(
                sales,
                sales,
                sales.stage("lost").orElseThrow(),
                null,
                LostDeals.lost(storage(), "Price", "Acme"),
                day(5)));
    Part part = new Part(1, Money.of("10", "EUR"));
    Slice all = new Slice(sales.id(), null, null, ALL);

    same(
        reads().entered(all),
        List.of(
            new Entered(new Passage("prospecting", "lost", false), part),
            new Entered(new Passage("proposal", "prospecting", false), part),
            new Entered(new Passage("lost", null, true), part)));
    same(
        reads().passages(all),
        List.of(
            new CountedPassage(new Passage("prospecting", "proposal", false), 1),
            new CountedPassage(new Passage("proposal", "prospecting", false), 1),
            new CountedPassage(new Passage("prospecting", "lost", false), 1),
            new CountedPassage(new Passage("lost", null, true), 1)));
    // The first stay, seen alone, went on.
    same(
        reads().entered(new Slice(sales.id(), null, day(1), ALL)),
        List.of(new Entered(new Passage("prospecting", "proposal", false), part)));
    same(reads().decided(all), List.of(new Decided(null, false, part, Duration.ofDays(5))));
    same(reads().lost(all), List.of(new Lost("Price", "Acme", "prospecting", part)));
    CompetitorId acme = LostDeals.competitor(storage(), "Acme").id();
    CompetitorId other = LostDeals.competitor(storage(), "Bids besides").id();
    storage()
        .transactions()
        .always(() -> {
          storage()
              .opportunityCompetitors()
              .replace(
                  deal.id(),
                  List.of(
                      new OpportunityCompetitor(other, null, null),
                      new OpportunityCompetitor(acme, null, null)));
          return deal;
        });
    same(
        reads().contested(all),
        List.of(
            new Contested(acme, "Acme", false, true, part),
            new Contested(other, "Bids besides", false, false, part)));
    same(reads().contested(new Slice(sales.id(), null, day(5), ALL)), List.of());
    saved(Outcome.done(lost.delete(day(6))));
    assertThat(reads().passages(all)).isEmpty();
    assertThat(reads().lost(all)).isEmpty();
  }

  @Test
  default void a_close_date_is_pushed_out_where_a_later_one_follows_while_it_is_open() {
    Pipeline sales = aPipeline();
    UserId olga = KeptDeals.anOwner();
    Opportunity deal = added(sales, closing("2027-01-10"), olga);
    Opportunity pushed = edited(sales, deal, closing("2027-01-20"), day(1));
    Opportunity pulled = edited(sales, pushed, closing("2027-01-15"), day(2));
    Opportunity empty = edited(sales, pulled, OpportunityDraft.named("a"), day(3));
    Opportunity again = edited(sales, empty, closing("2027-01-18"), day(4));
    Opportunity raised = edited(sales, again, closing("2027-01-18").worth("6", "EUR"), day(5));
    Opportunity won = moved(sales, raised, "won", day(6));
    edited(sales, won, closing("2027-03-01"), day(7));
    Opportunity other = added(sales, closing("2027-01-10"), null);
    edited(sales, other, closing("2027-01-11"), day(1));

    same(
        reads().pushed(new Slice(sales.id(), null, null, ALL)),
        List.of(new Pushed(olga, 1, 2, 13), new Pushed(null, 1, 1, 1)));
    same(
        reads().pushed(new Slice(sales.id(), day(2), day(5), ALL)),
        List.of(new Pushed(olga, 1, 1, 3)));
    same(
        reads().decidedByPushes(new Slice(sales.id(), day(5), null, ALL)),
        List.of(new DecidedAfter(2, true, 1)));
    assertThat(reads().decidedByPushes(new Slice(sales.id(), day(7), null, ALL))).isEmpty();
  }

  @Test
  default void many_pushes_are_not_told_apart() {
    Pipeline sales = aPipeline();
    Opportunity deal = added(sales, closing("2027-01-10"), null);
    for (int i = 1; i <= 6; i++) {
      deal = edited(sales, deal, closing("2027-02-1" + i), day(i));
    }
    moved(sales, deal, "won", day(8));
    same(
        reads().decidedByPushes(new Slice(sales.id(), null, null, ALL)),
        List.of(new DecidedAfter(FunnelReads.MANY_PUSHES, true, 1)));
  }

  @Test
  default void what_is_due_comes_page_by_page_each_once() {
    Pipeline sales = aPipeline();
    for (int i = 0; i < 7; i++) {
      Opportunity deal = added(sales, closing("2027-01-31").worth("2", "USD"), null);
      if (i % 2 == 0) {
        moved(sales, deal, "proposal", day(i));
      }
    }
    added(sales, OpportunityDraft.named("b"), null);
    Slice all = new Slice(sales.id(), null, null, ALL);
    Map<String, Long> allowed = Map.of("prospecting", 86_400L * 3, "proposal", 86_400L);
    List<Due> whole = reads().due(all, allowed, null, null, 50);
    List<Due> paged = new ArrayList<>();
    Due last = null;
    do {
      List<Due> page = reads().due(all, allowed, null, last, 3);
      paged.addAll(page);
      last = page.size() == 3 ? page.getLast() : null;
    } while (last != null);

    assertThat(whole).hasSize(8).isEqualTo(paged);
    assertThat(whole.getFirst().due()).isEqualTo(day(1).getEpochSecond());
    assertThat(whole.getLast().due()).isEqualTo(day(7).getEpochSecond());
    assertThat(reads().due(all, allowed, day(3).getEpochSecond(), null, 50)).hasSize(6);
    same(
        reads().allDue(all, allowed, day(3).getEpochSecond()),
        List.of(
            new InStage("proposal", new Part(2, Money.of("4", "USD"))),
            new InStage("prospecting", new Part(3, Money.of("6", "USD"))),
            new InStage("prospecting", new Part(1, null))));
    same(
        reads().open(all),
        List.of(
            new Since("prospecting", hour(START), 4),
            new Since("proposal", hour(day(0)), 1),
            new Since("proposal", hour(day(2)), 1),
            new Since("proposal", hour(day(4)), 1),
            new Since("proposal", hour(day(6)), 1)));
  }

  private static long hour(Instant moment) {
    return moment.getEpochSecond() / 3600;
  }

  private static OpportunityDraft closing(String date) {
    return OpportunityDraft.named("a").closing(date).worth("5", "EUR");
  }

  private static List<StayHours> stays(FunnelReads reads, Slice slice) {
    List<StayHours> all = new ArrayList<>();
    reads.eachStayOfWon(slice, OPEN, all::add);
    return all;
  }

  private static void same(List<?> found, List<?> expected) {
    assertThat(found).hasSameSizeAs(expected);
    assertThat(found.stream().map(Objects::toString))
        .containsExactlyInAnyOrderElementsOf(expected.stream().map(Objects::toString).toList());
  }

  private static Instant day(int number) {
    return START.plus(Duration.ofDays(number));
  }

  private FunnelReads reads() {
    return storage().funnelReads();
  }
}
