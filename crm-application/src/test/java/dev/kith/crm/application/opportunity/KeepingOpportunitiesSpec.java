package dev.kith.crm.application.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.Opportunities.Edit;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.currency.RateDraft;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityRefusal;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.LostDeals;
import dev.kith.crm.testkit.TrialCrm;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeepingOpportunitiesSpec {

  private static final ListQuery ALL = ListQuery.all(OpportunityFields.CATALOGUE);
  private static final OpportunityDraft TURBINES =
      OpportunityDraft.named("Turbines").worth("100.10", "EUR").closing("2027-01-31");

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Actor olga = seller("Olga", Scope.OWN);
  private final Actor paul = seller("Paul", Scope.OWN);
  private Pipeline sales;

  @BeforeEach
  void setUp() {
    sales = trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
  }

  @Nested
  class An_opportunity {

    @Test
    void begins_in_the_first_stage_of_the_oldest_pipeline() {
      trial.clock.advance(Duration.ofHours(1));
      trial.as(ada).pipelines().setUp(new PipelineTerms("Renewals", sales.stages())).orElseThrow();
      Opportunity deal = create(ada, TURBINES);
      assertThat(deal.pipeline()).isEqualTo(sales.id());
      assertThat(deal.stage()).isEqualTo("prospecting");
      assertThat(create(olga, TURBINES).owner()).isEqualTo(olga.id());
    }

    @Test
    void is_created_once_under_a_key_and_moved_once() {
      Create command = new Create(TURBINES);
      Opportunity first =
          trial.as(ada).idempotent("key").opportunities().create(command).orElseThrow();
      assertThat(trial.as(ada).idempotent("key").opportunities().create(command))
          .isEqualTo(Outcome.done(first));

      LostDeals.competitor(trial.storage, "Acme");
      Move move = Move.to("lost").because(new LossDraft("Too expensive", "Acme"));
      Opportunity lost =
          trial.as(ada).idempotent("move").opportunities().move(first.id(), move).orElseThrow();
      assertThat(trial.as(ada).idempotent("move").opportunities().move(first.id(), move))
          .isEqualTo(Outcome.done(lost));
      assertThat(trial.as(ada).opportunityQueries().stays(first.id()).orElseThrow()).hasSize(2);
    }

    @Test
    void is_with_an_account_that_is_there_and_seen() {
      Account vogel =
          trial
              .as(ada)
              .accounts()
              .create(new Accounts.Create(AccountDraft.named("Vogel")))
              .orElseThrow();
      AccountId nobody = new AccountId(new UUID(1, 2));
      Opportunity deal = create(ada, TURBINES.account(vogel.id()));

      assertThat(trial.as(ada).opportunityQueries().get(deal.id()).orElseThrow().accountName())
          .isEqualTo("Vogel");
      assertThat(trial.as(ada).opportunities().create(new Create(TURBINES.account(nobody))))
          .isEqualTo(Outcome.refused(new OpportunityRefusal.UnknownAccount(nobody.value())));
      assertThat(trial.as(olga).opportunities().create(new Create(TURBINES.account(vogel.id()))))
          .isEqualTo(Outcome.refused(new OpportunityRefusal.UnknownAccount(vogel.id().value())));
      trial.as(ada).accounts().delete(vogel.id()).orElseThrow();
      assertThat(edit(ada, deal, OpportunityField.NEXT_STEP, "Call"))
          .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void tells_its_whole_story() {
      Opportunity deal = create(ada, TURBINES);
      edit(ada, deal, OpportunityField.SOURCE, "Fair");
      trial.as(ada).opportunities().note(deal.id(), "Nice people").orElseThrow();
      trial.as(ada).opportunities().move(deal.id(), Move.to("proposal")).orElseThrow();
      trial.as(ada).opportunities().win(deal.id(), null).orElseThrow();
      trial.as(ada).opportunities().reopen(deal.id(), null).orElseThrow();
      trial
          .as(ada)
          .opportunities()
          .lose(deal.id(), new LossDraft("Price", null), null)
          .orElseThrow();
      trial.as(ada).opportunities().delete(deal.id()).orElseThrow();
      trial.as(ada).opportunities().restore(deal.id()).orElseThrow();

      assertThat(trial.as(ada).opportunityQueries().timeline(deal.id(), null, 20).orElseThrow())
          .extracting(AuditEntry::action)
          .containsExactly(
              "opportunity.restore",
              "opportunity.delete",
              "opportunity.lose",
              "opportunity.reopen",
              "opportunity.win",
              "opportunity.move",
              "opportunity.note",
              "opportunity.edit",
              "opportunity.create");
    }

    @Test
    void can_be_what_a_task_is_about() {
      Opportunity deal = create(ada, TURBINES);
      var task =
          trial
              .as(ada)
              .tasks()
              .create(new Tasks.Create(TaskDraft.of("Call").about(deal.subject()), null))
              .orElseThrow();
      assertThat(trial.as(ada).taskQueries().get(task.id()).orElseThrow().relatedName())
          .isEqualTo("Turbines");
    }

    @Test
    void moves_from_a_moment_in_the_past_that_it_was_in_its_stage() {
      Opportunity deal = create(ada, TURBINES);
      Instant birth = deal.since();
      trial.clock.advance(Duration.ofDays(3));
      trial
          .as(ada)
          .opportunities()
          .move(deal.id(), Move.to("proposal").at(birth.plusSeconds(60)))
          .orElseThrow();
      var stays = trial.as(ada).opportunityQueries().stays(deal.id()).orElseThrow();
      assertThat(stays.getFirst().to()).isEqualTo(birth.plusSeconds(60));
    }
  }

  @Nested
  class Whoever_sees_but_their_own {

    @Test
    void finds_nothing_of_others_and_does_nothing_to_it() {
      Opportunity adas = create(ada, TURBINES);
      NotFound none = NotFound.of("opportunity", adas.id().value());
      assertThat(trial.as(olga).opportunityQueries().get(adas.id()))
          .isEqualTo(Outcome.refused(none));
      assertThat(trial.as(olga).opportunities().move(adas.id(), Move.to("proposal")))
          .isEqualTo(Outcome.refused(none));
      assertThat(trial.as(olga).opportunityQueries().list(ALL).orElseThrow().items()).isEmpty();
      assertThat(trial.as(Actors.stranger()).opportunityQueries().list(ALL))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void sets_up_no_pipeline() {
      assertThat(trial.as(olga).pipelines().setUp(PipelineTerms.usual()))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(trial.as(olga).pipelines().delete(sales.id()))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden(
                      "opportunity:administer",
                      "This needs the permission opportunity:administer on all records.")));
      assertThat(trial.as(olga).pipelines().list().orElseThrow()).containsExactly(sales);
    }
  }

  @Nested
  class The_board {

    @Test
    void adds_up_what_its_cards_are_of() {
      create(olga, TURBINES);
      create(olga, TURBINES.worth("0.20", "EUR"));
      create(olga, TURBINES.worth("500", "JPY"));
      create(paul, TURBINES.worth("7000", "EUR"));
      Opportunity there = create(olga, TURBINES.worth("33.33", "EUR"));
      trial.as(olga).opportunities().move(there.id(), Move.to("negotiation")).orElseThrow();

      Board olgas = board(olga);
      assertThat(olgas.columns().getFirst().count()).isEqualTo(3);
      assertThat(olgas.columns().getFirst().amounts())
          .containsExactly(Money.of("100.30", "EUR"), Money.of("500", "JPY"));
      assertThat(olgas.columns().getFirst().weighted())
          .containsExactly(Money.of("10.03", "EUR"), Money.of("50", "JPY"));
      assertThat(olgas.columns().get(3).weighted()).containsExactly(Money.of("25.00", "EUR"));
      assertThat(olgas.openCount()).isEqualTo(4);
      assertThat(olgas.openAmounts())
          .containsExactly(Money.of("133.63", "EUR"), Money.of("500", "JPY"));
      assertThat(board(ada).columns().getFirst().count()).isEqualTo(4);
      assertThat(board(paul).openAmounts()).containsExactly(Money.of("7000", "EUR"));
    }

    @Test
    void adds_up_several_currencies_by_the_rates_of_today() {
      create(ada, TURBINES.worth("100.00", "EUR"));
      create(ada, TURBINES.worth("500", "JPY"));
      Opportunity there = create(ada, TURBINES.worth("10.00", "USD"));
      trial.as(ada).opportunities().move(there.id(), Move.to("negotiation")).orElseThrow();
      Currency euro = Currency.getInstance("EUR");
      LocalDate today = LocalDate.ofInstant(trial.clock.instant(), ZoneOffset.UTC);
      LocalDate before = today.minusDays(30);
      assertThat(board(ada).columns().getFirst().total())
          .isEqualTo(new Total(null, euro, today, List.of(Currency.getInstance("JPY"))));
      assertThat(board(ada).openTotal())
          .as("no rates yet")
          .isEqualTo(
              new Total(
                  null,
                  euro,
                  today,
                  List.of(Currency.getInstance("JPY"), Currency.getInstance("USD"))));

      trial
          .as(Actors.administrator())
          .currencies()
          .put(
              List.of(
                  new RateDraft("EUR", "JPY", before, "160"),
                  new RateDraft("EUR", "USD", today, "1.25")))
          .orElseThrow();
      Board board = board(ada);
      assertThat(board.columns().getFirst().total())
          .isEqualTo(new Total(Money.of("103.12", "EUR"), euro, before, List.of()));
      assertThat(board.columns().get(3).weightedTotal())
          .isEqualTo(new Total(Money.of("6.00", "EUR"), euro, today, List.of()));
      assertThat(board.openTotal())
          .isEqualTo(new Total(Money.of("111.12", "EUR"), euro, before, List.of()));
      assertThat(board.openWeightedTotal())
          .isEqualTo(new Total(Money.of("16.31", "EUR"), euro, before, List.of()));
    }

    @Test
    void tells_nothing_of_amounts_to_whom_they_are_hidden() {
      create(ada, TURBINES);
      Actor masked = Actors.masked(ada, "opportunity.amount");

      Board board = board(masked);
      assertThat(board.columns().getFirst().count()).isEqualTo(1);
      assertThat(board.columns().getFirst().amounts()).isNull();
      assertThat(board.columns().getFirst().weighted()).isNull();
      assertThat(board.openAmounts()).isNull();
      assertThat(board.openTotal()).isNull();
      assertThat(board.openWeightedTotal()).isNull();
      assertThat(board.columns().getFirst().cards().getFirst().opportunity().amount()).isNull();
      assertThat(
              trial
                  .as(masked)
                  .opportunityQueries()
                  .board(
                      sales.id(),
                      ALL.where(
                          new Filter.Compare("amount", Filter.Op.GE, List.of(BigDecimal.ONE))),
                      Set.of()))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void goes_on_behind_its_first_cards() {
      for (int i = 0; i < 5; i++) {
        create(ada, OpportunityDraft.named("Deal " + i));
      }
      ListQuery two = ALL.limitedTo(2);
      Board.Column first = column(two);
      Board.Column second = column(two.after(first.next()));
      Board.Column third = column(two.after(second.next()));
      assertThat(names(first)).containsExactly("Deal 4", "Deal 3");
      assertThat(names(second)).containsExactly("Deal 2", "Deal 1");
      assertThat(names(third)).containsExactly("Deal 0");
      assertThat(third.next()).isNull();
      assertThat(third.count()).isEqualTo(5);
    }

    @Test
    void points_out_what_rots_what_is_late_and_what_is_too_much() {
      List<Stage> stages = new ArrayList<>(sales.stages());
      stages.set(0, stages.getFirst().rottingAfter(10).limitedTo(1));
      trial
          .as(ada)
          .pipelines()
          .change(sales.id(), new PipelineTerms("Sales", stages))
          .orElseThrow();
      create(ada, TURBINES.closing("2020-01-01"));
      trial.clock.advance(Duration.ofDays(10));
      create(ada, TURBINES);

      Board.Column column = board(ada).columns().getFirst();
      assertThat(column.isOverLimit()).isTrue();
      assertThat(column.cards()).extracting(Board.Card::rotten).containsExactly(false, true);
      assertThat(column.cards()).extracting(Board.Card::overdue).containsExactly(false, true);
    }

    private Board.Column column(ListQuery query) {
      return trial
          .as(ada)
          .opportunityQueries()
          .board(sales.id(), query, Set.of("prospecting"))
          .orElseThrow()
          .columns()
          .getFirst();
    }

    private static List<String> names(Board.Column column) {
      return column.cards().stream().map(card -> card.opportunity().displayName()).toList();
    }
  }

  @Nested
  class A_merged_stage {

    @Test
    void brings_what_is_in_it_to_the_bottom_of_the_other_in_its_order() {
      Opportunity first = create(ada, OpportunityDraft.named("Bare"));
      Opportunity second = create(ada, TURBINES);
      Opportunity there = create(ada, TURBINES);
      trial.as(ada).opportunities().move(there.id(), Move.to("proposal")).orElseThrow();
      trial.as(ada).opportunities().delete(first.id()).orElseThrow();

      trial.as(ada).pipelines().merge(sales.id(), "prospecting", "proposal").orElseThrow();

      assertThat(trial.storage.opportunities().inStage(sales.id(), "proposal", 10))
          .extracting(Opportunity::id)
          .containsExactly(there.id(), second.id(), first.id());
      assertThat(trial.as(ada).opportunityQueries().stays(second.id()).orElseThrow()).hasSize(2);
      assertThat(
              trial
                  .as(ada)
                  .opportunityQueries()
                  .timeline(second.id(), null, 1)
                  .orElseThrow()
                  .getFirst()
                  .action())
          .isEqualTo("opportunity.carry-over");
    }
  }

  private Board board(Actor actor) {
    return trial.as(actor).opportunityQueries().board(sales.id(), ALL, Set.of()).orElseThrow();
  }

  private Outcome<Opportunity> edit(
      Actor actor, Opportunity deal, OpportunityField field, String text) {
    return trial
        .as(actor)
        .opportunities()
        .edit(deal.id(), new Edit(Map.of(field, Optional.of(text))));
  }

  private Opportunity create(Actor actor, OpportunityDraft draft) {
    return trial.as(actor).opportunities().create(new Create(draft)).orElseThrow();
  }

  private static Actor seller(String name, Scope scope) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    for (Action action : Action.values()) {
      scopes.put(new Permission(Feature.OPPORTUNITY, action), scope);
    }
    return Actors.named(name, new Grants(scopes, Set.of()));
  }
}
