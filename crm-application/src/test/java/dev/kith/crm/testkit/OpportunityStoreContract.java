package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Board;
import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.BoardStale;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.ExternalIdTaken;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.MoveStands;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.MoveStands.Reason;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.WipLimit;
import dev.kith.crm.domain.opportunity.OpportunityStatus;
import dev.kith.crm.domain.opportunity.Rank;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.opportunity.ToldLoss;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Opportunities;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link OpportunityStore} promises, and the order of columns with it. */
public interface OpportunityStoreContract extends StorageContract {

  Instant LATER = Opportunities.CREATED.plus(Duration.ofHours(1));

  @Test
  default void an_opportunity_comes_back_as_it_was_version_by_version() {
    Pipeline sales = aPipeline();
    Opportunity deal = added(sales, Opportunities.complete());
    assertThat(store().find(deal.id())).contains(deal);
    assertThat(store().find(Opportunities.anId())).isEmpty();

    Opportunity lost = moved(sales, deal, "lost", LATER);
    Opportunity reopened = updated(lost.reopen(sales, null, LATER).orElseThrow().next());
    Opportunity won = moved(sales, reopened, "won", LATER);
    Opportunity gone = updated(won.delete(LATER).next());
    updated(gone.restore(LATER).next());

    assertThat(storage().transactions().run(() -> store().update(won)))
        .isEqualTo(Outcome.refused(new StaleVersion("opportunity", deal.id().toString(), 3, 6)));
    Opportunity bare = added(sales, OpportunityDraft.named("Bare"));
    assertThat(store().find(bare.id())).contains(bare);
    assertThat(store().versions(deal.id(), 1))
        .containsExactly(new RecordVersion(bare.id().value(), 1));
  }

  @Test
  default void no_two_live_opportunities_have_one_external_id() {
    Pipeline sales = aPipeline();
    Opportunity first = added(sales, known("ERP", "o-1"));
    Outcome<?> taken = Outcome.refused(new ExternalIdTaken("o-1 of erp", first.id().value()));
    Opportunity again = Opportunities.in(sales, known("erp", "o-1"), Actors.userId("Olga"));

    assertThat(storage().transactions().run(() -> store().add(again))).isEqualTo(taken);
    Opportunity second = added(sales, known("erp", "O-1"));
    Stage stage = sales.stage(second.stage()).orElseThrow();
    Opportunity changed =
        second.edit(Opportunities.content(known("erp", "o-1")), stage, LATER).orElseThrow().next();
    assertThat(storage().transactions().run(() -> store().update(changed))).isEqualTo(taken);
    Opportunity gone = updated(first.delete(LATER).next());
    added(sales, known("erp", "o-1"));
    assertThat(storage().transactions().run(() -> store().update(gone.restore(LATER).next())))
        .isInstanceOf(Outcome.Refused.class);
  }

  @RepeatedTest(3)
  default void of_several_who_take_an_external_id_at_once_one_gets_it() {
    Pipeline sales = aPipeline();
    Workspace crm = new AccessWorld(storage()).asAda();
    OpportunityDraft draft = known("race", Opportunities.anId().toString());
    List<Outcome<Opportunity>> outcomes =
        Beside.all(4, i -> crm.opportunities().create(new Create(draft, null, sales.id(), null)));
    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(outcomes.stream().filter(o -> !(o instanceof Outcome.Done<?>)))
        .allMatch(o ->
            o instanceof Outcome.Refused<Opportunity>(ExternalIdTaken taken)
                && taken.holder() != null);
  }

  @Test
  default void those_with_an_account_are_found_in_the_bin_as_well() {
    Account vogel = kept(() -> storage().accounts().add(Accounts.of(AccountDraft.named("Vogel"))));
    Pipeline pipeline = aPipeline();
    Opportunity first = added(pipeline, OpportunityDraft.named("First").account(vogel.id()));
    Opportunity second = added(pipeline, OpportunityDraft.named("Second").account(vogel.id()));
    added(pipeline, OpportunityDraft.named("Elsewhere"));
    Opportunity gone = updated(second.delete(LATER).next());

    assertThat(store().with(vogel.id())).containsExactlyInAnyOrder(first, gone);
  }

  private static OpportunityDraft known(String system, String id) {
    return OpportunityDraft.named("Turbines")
        .with(OpportunityField.EXTERNAL_SYSTEM, system)
        .with(OpportunityField.EXTERNAL_ID, id);
  }

  @Test
  default void its_stays_follow_each_other_without_a_gap() {
    Pipeline sales = aPipeline();
    Opportunity deal = added(sales, Opportunities.complete());
    Opportunity second = moved(sales, deal, "proposal", LATER);
    Opportunity noted = updated(second.note("x", LATER.plusSeconds(5)).orElseThrow().next());
    Opportunity third = moved(sales, noted, "won", LATER.plusSeconds(10));
    updated(third.reopen(sales, null, LATER.plusSeconds(10)).orElseThrow().next());

    assertThat(storage().opportunityReads().stays(deal.id()))
        .containsExactly(
            new StageStay(sales.id(), "prospecting", Opportunities.CREATED, LATER),
            new StageStay(sales.id(), "proposal", LATER, LATER.plusSeconds(10)),
            new StageStay(sales.id(), "won", LATER.plusSeconds(10), LATER.plusSeconds(10)),
            new StageStay(sales.id(), "proposal", LATER.plusSeconds(10), null));
  }

  @Test
  default void a_move_that_is_taken_back_leaves_no_stay_and_the_card_where_it_stood() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Pipeline sales = aPipeline();
    Opportunity below = create(ada, sales);
    Opportunity card = create(ada, sales);
    Opportunity above = create(ada, sales);
    List<StageStay> before = storage().opportunityReads().stays(card.id());
    assertThat(ada.opportunities().undoMove(card.id()))
        .isEqualTo(Outcome.refused(new MoveStands(card.id().value(), Reason.NOT_MOVED)));

    ada.opportunities().move(card.id(), Move.to("qualification")).orElseThrow();
    ada.opportunities()
        .move(card.id(), Move.to("lost").because(new LossDraft("Too expensive", null)))
        .orElseThrow();
    Opportunity back = ada.opportunities().undoMove(card.id()).orElseThrow();
    assertThat(back.stage()).isEqualTo("qualification");
    assertThat(storage().opportunityReads().stays(card.id())).hasSize(2);
    assertThat(ada.opportunities().undoMove(card.id()))
        .isEqualTo(Outcome.refused(new MoveStands(card.id().value(), Reason.CHANGED_SINCE)));

    ada.opportunities().move(card.id(), Move.to("prospecting")).orElseThrow();
    place(ada, card.id(), above.id(), below.id());
    ada.opportunities().move(card.id(), Move.to("won")).orElseThrow();
    ada.opportunities().reopen(card.id(), "qualification").orElseThrow();
    assertThat(ada.opportunities().undoMove(card.id()).orElseThrow().status())
        .isEqualTo(new OpportunityStatus.Won("prospecting"));
    assertThat(column(ada, sales, "prospecting")).containsExactly(above.id(), below.id());
    assertThat(storage().opportunityReads().stays(card.id()))
        .hasSize(4)
        .startsWith(
            new StageStay(sales.id(), "prospecting", before.getFirst().from(), back.since()));
  }

  @Test
  default void a_card_whose_move_is_taken_back_stands_between_the_same_cards() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Pipeline sales = aPipeline();
    Opportunity below = create(ada, sales);
    Opportunity card = create(ada, sales);
    Opportunity above = create(ada, sales);
    ada.opportunities().move(card.id(), Move.to("won")).orElseThrow();

    assertThat(ada.opportunities().undoMove(card.id()).orElseThrow().since())
        .isEqualTo(card.since());
    assertThat(column(ada, sales, "prospecting"))
        .containsExactly(above.id(), card.id(), below.id());
    assertThat(storage().opportunityReads().stays(card.id()))
        .containsExactly(new StageStay(sales.id(), "prospecting", card.since(), null));
  }

  @Test
  default void cards_stand_where_they_are_put() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Pipeline sales = aPipeline();
    Opportunity a = create(ada, sales);
    Opportunity b = create(ada, sales);
    Opportunity c = create(ada, sales);
    assertThat(column(ada, sales, "prospecting")).containsExactly(c.id(), b.id(), a.id());

    place(ada, c.id(), a.id(), null);
    assertThat(column(ada, sales, "prospecting")).containsExactly(b.id(), a.id(), c.id());
    place(ada, c.id(), null, a.id());
    assertThat(column(ada, sales, "prospecting")).containsExactly(b.id(), c.id(), a.id());
    place(ada, a.id(), null, b.id());
    assertThat(column(ada, sales, "prospecting")).containsExactly(a.id(), b.id(), c.id());
    place(ada, b.id(), b.id(), null);
    ada.opportunities().move(b.id(), Move.to("qualification")).orElseThrow();
    assertThat(column(ada, sales, "prospecting")).containsExactly(a.id(), c.id());
    // The neighbour below is gone: the one above decides.
    place(ada, c.id(), a.id(), b.id());
    assertThat(ada.opportunities().move(c.id(), Move.to("prospecting").between(b.id(), null)))
        .isEqualTo(Outcome.refused(new BoardStale("prospecting")));
    ada.opportunities().move(c.id(), Move.to("qualification").between(b.id(), null)).orElseThrow();
    assertThat(column(ada, sales, "qualification")).containsExactly(b.id(), c.id());
  }

  @Test
  default void a_place_into_which_very_many_are_put_is_spread_out() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Pipeline sales = aPipeline();
    Opportunity last = create(ada, sales);
    Opportunity first = create(ada, sales);
    List<OpportunityId> expected = new ArrayList<>(List.of(last.id()));
    OpportunityId[] cards = {
      create(ada, sales).id(), create(ada, sales).id(), create(ada, sales).id()
    };
    for (OpportunityId card : cards) {
      place(ada, card, first.id(), null);
    }
    for (int i = 0; i < 600; i++) {
      place(ada, cards[i % 3], first.id(), null);
    }
    expected.addAll(0, List.of(first.id(), cards[2], cards[1], cards[0]));

    assertThat(column(ada, sales, "prospecting")).isEqualTo(expected);
    for (OpportunityId id : expected) {
      assertThat(store().rankOf(id).orElseThrow().text().length())
          .isLessThanOrEqualTo(Rank.LONGEST);
    }
  }

  @RepeatedTest(3)
  default void of_many_who_move_cards_of_one_column_at_once_no_card_is_lost_or_doubled() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Pipeline sales = aPipeline();
    List<OpportunityId> cards =
        IntStream.range(0, 12).mapToObj(i -> create(ada, sales).id()).toList();
    int people = 8;

    List<List<Outcome<Opportunity>>> outcomes =
        Beside.all(
            people,
            person -> {
              Seeded random = Seeded.of(person);
              List<Outcome<Opportunity>> own = new ArrayList<>();
              for (int i = 0; i < 12; i++) {
                String to = random.percent(70) ? "prospecting" : "qualification";
                Move move = Move.to(to);
                own.add(
                    ada.opportunities()
                        .move(
                            random.oneOf(cards),
                            random.percent(80) ? move.between(random.oneOf(cards), null) : move));
              }
              return own;
            });

    assertThat(outcomes.stream().flatMap(List::stream))
        .allMatch(o ->
            o instanceof Outcome.Done<Opportunity>
                || o instanceof Outcome.Refused<Opportunity>(var refusal)
                    && refusal instanceof BoardStale);
    List<OpportunityId> seen = new ArrayList<>(column(ada, sales, "prospecting"));
    seen.addAll(column(ada, sales, "qualification"));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(cards);
    assertThat(cards.stream().map(id -> store().rankOf(id).orElseThrow())).doesNotHaveDuplicates();
  }

  @RepeatedTest(3)
  default void into_a_stage_with_a_strict_limit_no_more_come_however_many_try_at_once() {
    Workspace ada = new AccessWorld(storage()).asAda();
    List<Stage> stages = new ArrayList<>(PipelineTerms.usual().stages());
    stages.set(1, stages.get(1).limitedStrictlyTo(3));
    Pipeline sales = kept(() -> storage().pipelines().add(Opportunities.pipeline(stages)));
    List<OpportunityId> cards =
        IntStream.range(0, 12).mapToObj(i -> create(ada, sales).id()).toList();

    List<Outcome<Opportunity>> outcomes =
        Beside.all(12, i -> ada.opportunities().move(cards.get(i), Move.to("qualification")));

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(3);
    assertThat(outcomes.stream().filter(Outcome.Refused.class::isInstance))
        .hasSize(9)
        .containsOnly(Outcome.refused(new WipLimit("qualification", 3, 3)));
    List<OpportunityId> there = column(ada, sales, "qualification");
    assertThat(there).hasSize(3);
    ada.opportunities().delete(there.getFirst()).orElseThrow();
    OpportunityId other =
        cards.stream().filter(id -> !there.contains(id)).findFirst().orElseThrow();
    ada.opportunities().move(other, Move.to("qualification")).orElseThrow();
    assertThat(ada.opportunities().restore(there.getFirst()))
        .isEqualTo(Outcome.refused(new WipLimit("qualification", 3, 3)));
  }

  @Test
  default void two_who_move_one_card_on_the_version_that_they_read_do_not_both_do_so() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Pipeline sales = aPipeline();
    Opportunity card = create(ada, sales);
    List<Outcome<Opportunity>> outcomes =
        Beside.all(
            4,
            i ->
                ada.expecting(1)
                    .opportunities()
                    .move(card.id(), Move.to(i % 2 == 0 ? "qualification" : "won")));

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(storage().opportunityReads().stays(card.id())).hasSize(2);
  }

  private static List<OpportunityId> column(Workspace crm, Pipeline pipeline, String stage) {
    Board board =
        crm.opportunityQueries()
            .board(
                pipeline.id(),
                ListQuery.all(OpportunityFields.CATALOGUE).limitedTo(200),
                Set.of(stage))
            .orElseThrow();
    return board.columns().getFirst().cards().stream()
        .map(Board.Card::opportunity)
        .map(OpportunityView::id)
        .toList();
  }

  private static void place(
      Workspace crm,
      OpportunityId card,
      @Nullable OpportunityId after,
      @Nullable OpportunityId before) {
    crm.opportunities().move(card, Move.to("prospecting").between(after, before)).orElseThrow();
  }

  private static Opportunity create(Workspace crm, Pipeline pipeline) {
    return crm.opportunities()
        .create(
            new Create(
                Opportunities.complete(), null, pipeline.id(), pipeline.stages().getFirst().key()))
        .orElseThrow();
  }

  private Opportunity moved(Pipeline pipeline, Opportunity before, String to, Instant now) {
    Stage stage = pipeline.stage(to).orElseThrow();
    return updated(
        before
            .move(pipeline, pipeline, stage, null, to.equals("lost") ? price() : null, now)
            .orElseThrow()
            .next());
  }

  private Opportunity updated(Opportunity opportunity) {
    Opportunity updated = kept(() -> store().update(opportunity));
    assertThat(store().find(opportunity.id())).contains(opportunity);
    return updated;
  }

  private Opportunity added(Pipeline pipeline, OpportunityDraft draft) {
    Opportunity opportunity = Opportunities.in(pipeline, draft, Actors.userId("Olga"));
    return kept(() -> store().add(opportunity));
  }

  private Pipeline aPipeline() {
    Pipeline pipeline = Opportunities.aPipeline();
    return kept(() -> storage().pipelines().add(pipeline));
  }

  private OpportunityStore store() {
    return storage().opportunities();
  }

  private ToldLoss price() {
    return LostDeals.lost(storage(), "Too expensive", "Acme");
  }
}
