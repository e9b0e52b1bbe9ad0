package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kith.crm.application.opportunity.OpportunityReads.Tally;
import dev.kith.crm.application.opportunity.PipelinePastReads;
import dev.kith.crm.application.opportunity.PipelinePastReads.First;
import dev.kith.crm.application.opportunity.PipelinePastReads.PastCard;
import dev.kith.crm.application.opportunity.PipelinePastReads.Which;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.Waterfall;
import dev.kith.crm.domain.opportunity.Waterfall.Sum;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Opportunities;
import dev.kith.crm.domain.testkit.Seeded;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What {@link PipelinePastReads} promises. */
public interface PipelinePastReadsContract extends KeptDeals {

  Visibility ALL = new Visibility.All();
  Instant START = Opportunities.CREATED;
  Duration DAY = Duration.ofDays(1);

  @Test
  default void a_moment_shows_where_things_were_and_what_was_known_of_them_then() {
    UserId olga = KeptDeals.anOwner();
    UserId paul = KeptDeals.anOwner();
    Pipeline sales = aPipeline();
    Opportunity deal =
        added(sales, OpportunityDraft.named("a").worth("100", "EUR").closing("2027-01-31"), olga);
    Opportunity raised = edited(sales, deal, "250", "2027-02-28", day(1));
    Opportunity there = moved(sales, raised, "proposal", day(2));
    Opportunity given = saved(there.assign(paul, sales.stage("proposal").orElseThrow(), day(3)));
    Opportunity won = moved(sales, given, "won", day(4));
    saved(Outcome.done(won.delete(day(5))));
    added(sales, OpportunityDraft.named("b"), olga);

    assertThat(tallies(sales, START.minusSeconds(1), Which.ALL, ALL)).isEmpty();
    assertThat(tallies(sales, START, Which.ALL, ALL))
        .containsExactlyInAnyOrder(
            new Tally("prospecting", 1, Money.of("100", "EUR")), new Tally("prospecting", 1, null));
    assertThat(tallies(sales, day(1), Which.ALL, ALL))
        .contains(new Tally("prospecting", 1, Money.of("250", "EUR")));
    assertThat(tallies(sales, day(4).minusNanos(1000), Which.ALL, ALL))
        .contains(new Tally("proposal", 1, Money.of("250", "EUR")));
    assertThat(tallies(sales, day(4), Which.ALL, ALL))
        .contains(new Tally("won", 1, Money.of("250", "EUR")));
    assertThat(tallies(sales, day(5), Which.ALL, ALL))
        .containsExactly(new Tally("prospecting", 1, null));
    assertThat(reads().cards(sales.id(), day(2), Which.ALL, ALL, First.WORTH_MOST, 5))
        .contains(
            new PastCard(
                deal.id(),
                "proposal",
                day(2),
                Money.of("250", "EUR"),
                LocalDate.parse("2027-02-28"),
                olga));
    assertThat(reads().cards(sales.id(), START, Which.ALL, ALL, First.WORTH_MOST, 1))
        .extracting(PastCard::id)
        .containsExactly(deal.id());
    Pipeline other = aPipeline();
    Opportunity late =
        moved(other, added(other, OpportunityDraft.named("c"), paul), "qualification", day(2));
    Opportunity early =
        moved(
            other,
            added(other, OpportunityDraft.named("d").worth("9", "EUR"), paul),
            "qualification",
            day(1));
    assertThat(reads().cards(other.id(), day(3), Which.ALL, ALL, First.LATEST, 5))
        .extracting(PastCard::id)
        .containsExactly(late.id(), early.id());

    Which soon = new Which(null, null, LocalDate.parse("2027-01-31"), new BigDecimal("100"), null);
    assertThat(tallies(sales, START, soon, ALL)).hasSize(1);
    assertThat(tallies(sales, day(1), soon, ALL)).isEmpty();
    Which olgas = new Which(Set.of(olga), null, null, null, new BigDecimal("250"));
    assertThat(tallies(sales, day(2), olgas, ALL)).hasSize(1);
    assertThat(tallies(sales, day(3), olgas, ALL)).isEmpty();
    assertThat(tallies(sales, day(2), new Which(Set.of(), null, null, null, null), ALL)).isEmpty();
    // Whose it is now decides who sees what it was.
    assertThat(tallies(sales, day(2), Which.ALL, new Visibility.OwnedBy(Set.of(paul))))
        .containsExactly(new Tally("proposal", 1, Money.of("250", "EUR")));
  }

  @Test
  default void a_stage_that_is_no_more_is_remembered() {
    Pipeline sales = aPipeline();
    Opportunity deal = added(sales, OpportunityDraft.named("a").worth("5", "EUR"), null);
    moved(sales, deal, "qualification", day(1));
    Pipeline without = sales.merge("prospecting", "proposal", day(2)).orElseThrow().next();
    kept(() -> storage().pipelines().update(without));

    assertThat(reads().formerStages(sales.id()))
        .extracting(Stage::key, Stage::type, Stage::probability)
        .containsExactly(tuple("prospecting", StageType.OPEN, 10));
    assertThat(tallies(sales, START, Which.ALL, ALL))
        .containsExactly(new Tally("prospecting", 1, Money.of("5", "EUR")));
  }

  @Test
  default void from_one_moment_to_another_everything_adds_up_to_the_last_digit() {
    Pipeline sales = aPipeline();
    Pipeline other = aPipeline();
    UserId olga = KeptDeals.anOwner();
    Seeded random = Seeded.of(16);
    List<Instant> moments = LivedOpportunities.in(storage(), sales, other, olga, random).moments();

    List<Which> which =
        List.of(
            Which.ALL,
            new Which(
                null, LocalDate.parse("2027-01-05"), LocalDate.parse("2027-01-12"), null, null),
            new Which(Set.of(olga), null, null, new BigDecimal("20"), null));
    for (int i = 0; i < 25; i++) {
      Instant from = moments.get(random.between(0, moments.size() - 2));
      Instant to = moments.get(random.between(moments.indexOf(from) + 1, moments.size() - 1));
      for (Which each : which) {
        Waterfall waterfall =
            Waterfall.of(reads().ways(sales.id(), from, to, each, ALL), sales.stages());
        Sum sum = waterfall.opening();
        for (Waterfall.Step step : waterfall.steps()) {
          sum = sum.plus(step);
        }
        assertThat(sum).as(from + " to " + to + " " + each).isEqualTo(waterfall.closing());
        assertThat(waterfall.opening().amounts()).isEqualTo(open(sales, from, each));
        assertThat(waterfall.closing().amounts()).isEqualTo(open(sales, to, each));
      }
    }
  }

  private Map<String, BigDecimal> open(Pipeline sales, Instant at, Which which) {
    Map<String, BigDecimal> sums = new HashMap<>();
    for (Tally tally : tallies(sales, at, which, ALL)) {
      Money amount = tally.amount();
      if (amount != null && sales.stage(tally.stage()).orElseThrow().isOpen()) {
        sums.merge(amount.currency().getCurrencyCode(), amount.amount(), (a, b) -> a.add(b));
      }
    }
    Map<String, BigDecimal> plain = new TreeMap<>();
    sums.forEach((currency, sum) -> {
      if (sum.signum() != 0) {
        plain.put(currency, sum.stripTrailingZeros());
      }
    });
    return plain;
  }

  private List<Tally> tallies(Pipeline sales, Instant at, Which which, Visibility visible) {
    return reads().tallies(sales.id(), at, which, visible);
  }

  private static Instant day(int number) {
    return START.plus(DAY.multipliedBy(number));
  }

  private Opportunity edited(
      Pipeline sales, Opportunity before, String amount, String closeDate, Instant now) {
    return edited(
        sales,
        before,
        OpportunityDraft.of(before.content()).worth(amount, "EUR").closing(closeDate),
        now);
  }

  private PipelinePastReads reads() {
    return storage().pipelinePastReads();
  }
}
