package dev.kith.crm.application.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.Opportunities.Edit;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.application.opportunity.PipelinePast.Changed;
import dev.kith.crm.application.opportunity.PipelinePast.Changes;
import dev.kith.crm.application.opportunity.PipelinePast.Wanted;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.currency.RateDraft;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Waterfall.Kind;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PastPipelinesSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private Pipeline sales;
  private Instant start;

  @BeforeEach
  void setUp() {
    sales = trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    start = trial.clock.instant();
  }

  @Test
  void a_board_of_the_past_shows_what_was_known_then_by_the_rates_of_that_day() {
    LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
    trial
        .as(ada)
        .currencies()
        .put(
            List.of(
                new RateDraft("EUR", "USD", day, "2"),
                new RateDraft("EUR", "USD", day.plusDays(2), "4")))
        .orElseThrow();
    OpportunityId deal = create("100", "USD");
    trial.clock.advance(Duration.ofDays(3));
    edit(deal, "500");
    trial.as(ada).opportunities().move(deal, Move.to("qualification")).orElseThrow();
    OpportunityId lost = create("1", "EUR");
    trial.as(ada).opportunities().lose(lost, new LossDraft("Price", null), null).orElseThrow();

    Board then = board(start.plusSeconds(5), ada);
    Board.Column first = then.columns().getFirst();
    assertThat(then.asOf()).isEqualTo(start.plusSeconds(5));
    assertThat(first.amounts()).containsExactly(Money.of("100", "USD"));
    assertThat(first.total().sum()).isEqualTo(Money.of("50", "EUR"));
    OpportunityView card = first.cards().getFirst().opportunity();
    assertThat(card.amount()).isEqualTo(Money.of("100", "USD"));
    assertThat(card.where().stageName()).isEqualTo("Prospecting");
    assertThat(card.status()).isEqualTo("OPEN");
    Board now = board(trial.clock.instant(), ada);
    assertThat(now.columns().getFirst().count()).isZero();
    assertThat(now.columns().get(1).total().sum()).isEqualTo(Money.of("125", "EUR"));
    assertThat(board(start.minusSeconds(1), ada).openCount()).isZero();
  }

  @Test
  void what_changed_adds_up_with_other_rates_told_apart() {
    LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
    trial
        .as(ada)
        .currencies()
        .put(
            List.of(
                new RateDraft("EUR", "USD", day, "2"),
                new RateDraft("EUR", "USD", day.plusDays(2), "4")))
        .orElseThrow();
    OpportunityId dollars = create("100", "USD");
    OpportunityId euros = create("10", "EUR");
    Instant from = trial.clock.instant();
    trial.clock.advance(Duration.ofDays(3));
    edit(dollars, "300");
    trial.as(ada).opportunities().win(euros, null).orElseThrow();
    create("1", "EUR");

    Changes changes = changes(from, trial.clock.instant(), ada);
    assertThat(changes.opening().sum()).isEqualTo(Money.of("60", "EUR"));
    assertThat(changes.steps())
        .extracting(Changed::kind)
        .containsExactly(Kind.CREATED, Kind.RAISED, Kind.WON);
    assertThat(changes.steps())
        .extracting(Changed::total)
        .extracting(Total::sum)
        .containsExactly(Money.of("1", "EUR"), Money.of("50", "EUR"), Money.of("-10", "EUR"));
    assertThat(changes.closing().sum()).isEqualTo(Money.of("76", "EUR"));
    // A hundred dollars were worth fifty euros, and are worth twenty-five.
    assertThat(changes.exchange().sum()).isEqualTo(Money.of("-25", "EUR"));
  }

  @Test
  void nobody_is_told_amounts_that_are_hidden_from_them() {
    create("100", "EUR");
    trial.clock.advance(Duration.ofDays(1));
    Actor masked = Actors.masked(ada, "opportunity.amount");
    assertThat(board(start, masked).openAmounts()).isNull();
    Changes changes = changes(start.minusSeconds(1), trial.clock.instant(), masked);
    assertThat(changes.opening()).isNull();
    assertThat(changes.steps()).containsExactly(new Changed(Kind.CREATED, 1, null));
    assertThat(changes.waterfall().closing().amounts()).isEmpty();
    assertThat(
            problems(
                past(masked)
                    .board(
                        sales.id(),
                        start,
                        new Wanted(null, null, null, null, BigDecimal.ONE, null),
                        5)))
        .containsExactly("/amount unknown-field");
  }

  @Test
  void what_is_hidden_is_not_told_by_the_order_of_cards_or_their_marks_either() {
    OpportunityId much = create("900", "EUR");
    trial.clock.advance(Duration.ofHours(1));
    OpportunityId little = create("1", "EUR");
    trial
        .as(ada)
        .opportunities()
        .edit(
            much,
            new Edit(
                Map.of(
                    OpportunityField.CLOSE_DATE,
                    Optional.of(LocalDate.ofInstant(start, ZoneOffset.UTC).toString()))))
        .orElseThrow();
    trial.clock.advance(Duration.ofDays(2));
    Instant then = trial.clock.instant();

    assertThat(cards(then, ada))
        .extracting(c -> c.opportunity().id())
        .containsExactly(much, little);
    assertThat(cards(then, ada)).extracting(Board.Card::overdue).containsExactly(true, false);
    assertThat(cards(then, Actors.masked(ada, "opportunity.amount")))
        .extracting(c -> c.opportunity().id())
        .containsExactly(little, much);
    assertThat(cards(then, Actors.masked(ada, "opportunity.closeDate")))
        .extracting(Board.Card::overdue)
        .containsExactly(false, false);
  }

  private List<Board.Card> cards(Instant at, Actor actor) {
    return board(at, actor).columns().getFirst().cards();
  }

  @Test
  void what_is_yet_to_come_is_not_known() {
    Instant soon = trial.clock.instant().plusSeconds(1);
    assertThat(problems(past(ada).board(sales.id(), soon, Wanted.ALL, 5)))
        .containsExactly("/asOf in-the-future");
    Wanted nobodys = new Wanted(null, new TeamId(new UUID(1, 2)), null, null, null, null);
    assertThat(problems(past(ada).waterfall(sales.id(), soon, soon, nobodys)))
        .containsExactly("/to in-the-future", "/from wrong-order", "/team unknown-team");
    assertThat(past(Actors.stranger()).board(sales.id(), start, Wanted.ALL, 5))
        .isInstanceOf(Outcome.Refused.class);
  }

  private static List<String> problems(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal)
        ? refusal.violations().stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }

  private Board board(Instant at, Actor actor) {
    return past(actor).board(sales.id(), at, Wanted.ALL, 5).orElseThrow();
  }

  private Changes changes(Instant from, Instant to, Actor actor) {
    return past(actor).waterfall(sales.id(), from, to, Wanted.ALL).orElseThrow();
  }

  private PipelinePast past(Actor actor) {
    return trial.as(actor).opportunityQueries().past();
  }

  private OpportunityId create(String amount, String currency) {
    return trial
        .as(ada)
        .opportunities()
        .create(new Create(OpportunityDraft.named("Deal").worth(amount, currency)))
        .orElseThrow()
        .id();
  }

  private void edit(OpportunityId deal, String amount) {
    trial
        .as(ada)
        .opportunities()
        .edit(deal, new Edit(Map.of(OpportunityField.AMOUNT, Optional.of(amount))))
        .orElseThrow();
  }
}
