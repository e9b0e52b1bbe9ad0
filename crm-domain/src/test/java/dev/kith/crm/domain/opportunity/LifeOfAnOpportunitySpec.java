package dev.kith.crm.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.Opportunity.Transition;
import dev.kith.crm.domain.opportunity.OpportunityStatus.Loss;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Requirement;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Opportunities;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifeOfAnOpportunitySpec {

  private static final Instant NOW = Opportunities.CREATED.plus(Duration.ofHours(3));
  private static final UserId OLGA = Actors.userId("Olga");
  private static final Competitor ACME =
      Competitor.add(new CompetitorId(new UUID(0, 3)), CompetitorDraft.of("Acme"), NOW)
          .orElseThrow()
          .next();
  private static final ToldLoss PRICE = told("Too expensive", " ACME ");

  private final Pipeline sales = Opportunities.aPipeline();
  private final Opportunity deal = Opportunities.in(sales, Opportunities.complete(), OLGA);

  @Nested
  class A_new_opportunity {

    @Test
    void is_in_an_open_stage_from_the_moment_of_its_birth() {
      OpportunityId id = Opportunities.anId();
      OpportunityContent content = Opportunities.content(Opportunities.complete());

      assertThat(
              Opportunity.create(id, content, OLGA, sales, stage("qualification"), NOW)
                  .orElseThrow())
          .isEqualTo(
              Change.of(
                  new Opportunity(
                      id,
                      Revision.first(NOW),
                      content,
                      OLGA,
                      sales.id(),
                      "qualification",
                      NOW,
                      new OpportunityStatus.Open()),
                  new OpportunityEvent.Created(
                      id, content.name(), null, OLGA, sales.id(), "qualification")));
    }

    @Test
    void can_have_begun_before_it_was_written_down_but_not_ahead_of_time() {
      OpportunityContent content = Opportunities.content(Opportunities.complete());
      Instant before = Instant.parse("2024-10-20T00:00:00Z");
      Opportunity known =
          Opportunity.create(deal.id(), content, OLGA, sales, stage("qualification"), before, NOW)
              .orElseThrow()
              .next();
      assertThat(known.since()).isEqualTo(before);
      assertThat(known.revision()).isEqualTo(Revision.first(NOW));
      for (Instant never : List.of(NOW.plusMillis(1), Instant.EPOCH.minusMillis(1))) {
        assertThat(
                problems(
                    Opportunity.create(
                        deal.id(), content, OLGA, sales, stage("qualification"), never, NOW)))
            .containsExactly("/effectiveAt out-of-range");
      }
    }

    @Test
    void does_not_begin_in_a_closed_stage() {
      OpportunityContent content = Opportunities.content(Opportunities.complete());
      assertThat(Opportunity.create(deal.id(), content, OLGA, sales, stage("won"), NOW))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition(
                      "opportunity",
                      "nowhere",
                      "won",
                      List.of("prospecting", "qualification", "proposal", "negotiation"))));
    }

    @Test
    void knows_all_that_its_stage_requires() {
      OpportunityContent bare = Opportunities.content(OpportunityDraft.named("Turbines"));
      assertThat(problems(Opportunity.create(deal.id(), bare, null, sales, stage("proposal"), NOW)))
          .containsExactly("/amount required-by-stage", "/closeDate required-by-stage");
    }
  }

  @Nested
  class Moving {

    @Test
    void brings_it_into_another_stage_from_now_on() {
      assertThat(moved(deal, "proposal"))
          .isEqualTo(
              Change.of(
                  new Opportunity(
                      deal.id(),
                      deal.revision().next(NOW),
                      deal.content(),
                      OLGA,
                      sales.id(),
                      "proposal",
                      NOW,
                      new OpportunityStatus.Open()),
                  new OpportunityEvent.Moved(
                      deal.id(), sales.id(), "prospecting", sales.id(), "proposal", NOW)));
      assertThat(move(deal, "prospecting", null, null)).isEqualTo(Outcome.done(Change.none(deal)));
    }

    @Test
    void can_be_told_late_but_not_before_it_came_or_ahead_of_time() {
      Instant at = Opportunities.CREATED.plusSeconds(60);
      assertThat(move(deal, "proposal", at, null).orElseThrow().next().since()).isEqualTo(at);
      assertThat(problems(move(deal, "proposal", Opportunities.CREATED.minusMillis(1), null)))
          .containsExactly("/effectiveAt out-of-stay");
      assertThat(problems(move(deal, "proposal", NOW.plusMillis(1), null)))
          .containsExactly("/effectiveAt out-of-stay");
    }

    @Test
    void goes_only_where_the_pipeline_allows() {
      List<Stage> stages = new ArrayList<>(sales.stages());
      stages.set(0, stages.getFirst().followedBy("qualification", "lost"));
      Pipeline strict = Opportunities.pipeline(stages);
      Opportunity here = Opportunities.in(strict, Opportunities.complete(), OLGA);

      assertThat(here.move(strict, strict, stage("proposal"), null, null, NOW))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition(
                      "opportunity", "prospecting", "proposal", List.of("qualification", "lost"))));
      assertThat(here.transitions(strict))
          .extracting(t -> t.stage().key())
          .containsExactly("qualification", "lost");
    }

    @Test
    void is_refused_where_the_stage_requires_what_is_not_known() {
      Opportunity bare = Opportunities.in(sales, OpportunityDraft.named("Turbines"), null);
      assertThat(problems(move(bare, "negotiation", null, null)))
          .containsExactly("/amount required-by-stage", "/closeDate required-by-stage");
      assertThat(bare.transitions(sales))
          .contains(
              new Transition(
                  stage("negotiation"), List.of(Requirement.AMOUNT, Requirement.CLOSE_DATE)),
              new Transition(stage("qualification"), List.of()));
    }

    @Test
    void goes_into_open_stages_of_other_pipelines() {
      Pipeline other = Opportunities.aPipeline();
      Opportunity there =
          deal.move(sales, other, stage("proposal"), null, null, NOW).orElseThrow().next();
      assertThat(there.pipeline()).isEqualTo(other.id());
      assertThat(deal.move(sales, other, stage("won"), null, null, NOW))
          .isInstanceOf(Outcome.Refused.class);
    }
  }

  @Nested
  class A_decision {

    @Test
    void to_buy_wins_it() {
      assertThat(moved(deal, "won").events())
          .containsExactly(
              new OpportunityEvent.Moved(
                  deal.id(), sales.id(), "prospecting", sales.id(), "won", NOW),
              new OpportunityEvent.Won(deal.id(), NOW));
      assertThat(moved(deal, "won").next().status())
          .isEqualTo(new OpportunityStatus.Won("prospecting"));
    }

    @Test
    void against_it_needs_a_reason() {
      Change<Opportunity> lost = move(deal, "lost", null, PRICE).orElseThrow();
      assertThat(lost.next().loss()).isEqualTo(new Loss("Too expensive", ACME.id()));
      assertThat(lost.events())
          .contains(new OpportunityEvent.Lost(deal.id(), "Too expensive", ACME.id(), "Acme", NOW));
      assertThat(problems(move(deal, "lost", null, null))).containsExactly("/reason required");
      assertThat(problems(move(deal, "lost", null, told(" ", "Nobody"))))
          .containsExactly("/reason required", "/competitor unknown-competitor");
      assertThat(problems(move(deal, "won", null, PRICE))).containsExactly("/reason lost-only");
    }

    @Test
    void stands_until_it_is_taken_back() {
      Opportunity won = moved(deal, "won").next();
      assertThat(move(won, "proposal", null, null))
          .isEqualTo(Outcome.refused(new OpportunityRefusal.Decided(deal.id().value(), "WON")));

      Change<Opportunity> back = won.reopen(sales, null, NOW).orElseThrow();
      assertThat(back.next().stage()).isEqualTo("prospecting");
      assertThat(back.next().isOpen()).isTrue();
      assertThat(back.events()).contains(new OpportunityEvent.Reopened(deal.id()));
      assertThat(won.reopen(sales, stage("proposal"), NOW).orElseThrow().next().stage())
          .isEqualTo("proposal");
      assertThat(won.reopen(sales, stage("lost"), NOW)).isInstanceOf(Outcome.Refused.class);
      assertThat(deal.reopen(sales, null, NOW)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void is_taken_back_into_the_first_stage_where_the_one_before_is_no_more() {
      Opportunity won = moved(moved(deal, "proposal").next(), "won").next();
      Pipeline without = sales.merge("proposal", "negotiation", NOW).orElseThrow().next();
      assertThat(won.reopen(without, null, NOW).orElseThrow().next().stage())
          .isEqualTo("prospecting");
    }
  }

  @Nested
  class Taking_a_move_back {

    private static final UserId PAUL = Actors.userId("Paul");
    private final Rank place = Rank.between(null, null, deal.id());

    @Test
    void brings_it_where_it_was_since_when_it_was_there() {
      Opportunity there = moved(deal, "proposal").next();
      assertThat(undo(there, lastMove(deal, there), OLGA, NOW.plusSeconds(599)))
          .isEqualTo(
              Outcome.done(
                  Change.of(
                      new Opportunity(
                          deal.id(),
                          there.revision().next(NOW.plusSeconds(599)),
                          deal.content(),
                          OLGA,
                          sales.id(),
                          "prospecting",
                          Opportunities.CREATED,
                          new OpportunityStatus.Open()),
                      new OpportunityEvent.MoveUndone(
                          deal.id(), sales.id(), "proposal", sales.id(), "prospecting"))));
    }

    @Test
    void takes_decisions_back_and_what_took_decisions_back() {
      Opportunity lost = move(deal, "lost", null, PRICE).orElseThrow().next();
      assertThat(undone(lost, lastMove(deal, lost)).status())
          .isEqualTo(new OpportunityStatus.Open());
      Opportunity reopened = lost.reopen(sales, null, NOW).orElseThrow().next();
      Opportunity again = undone(reopened, lastMove(lost, reopened));
      assertThat(again.status()).isEqualTo(lost.status());
      assertThat(again.stage()).isEqualTo("lost");
    }

    @Test
    void is_refused_to_others_too_late_and_when_something_happened_since() {
      Opportunity there = moved(deal, "proposal").next();
      LastMove last = lastMove(deal, there);
      Opportunity noted = there.note("Nice people", NOW).orElseThrow().next();
      Opportunity gone = there.delete(NOW).next();
      Pipeline without = sales.merge("prospecting", "qualification", NOW).orElseThrow().next();

      assertThat(why(undo(there, last, PAUL, NOW))).isEqualTo("moved-by-others");
      assertThat(why(undo(there, last, OLGA, NOW.plusSeconds(600)))).isEqualTo("too-late");
      assertThat(why(undo(noted, last, OLGA, NOW))).isEqualTo("changed-since");
      assertThat(why(undo(deal, null, OLGA, NOW))).isEqualTo("not-moved");
      assertThat(why(LastMove.undo(there, last, without, OLGA, NOW))).isEqualTo("stage-gone");
      assertThat(why(LastMove.undo(there, last, null, OLGA, NOW))).isEqualTo("stage-gone");
      assertThat(undo(gone, last, OLGA, NOW))
          .isEqualTo(Outcome.refused(new OpportunityRefusal.OpportunityDeleted(deal.id().value())));
    }

    private LastMove lastMove(Opportunity before, Opportunity after) {
      return LastMove.of(before, place, after, OLGA);
    }

    private Opportunity undone(Opportunity now, LastMove last) {
      return undo(now, last, OLGA, NOW).orElseThrow().next();
    }

    private Outcome<Change<Opportunity>> undo(
        Opportunity now, @Nullable LastMove last, UserId by, Instant at) {
      return LastMove.undo(now, last, sales, by, at);
    }

    private static String why(Outcome<?> outcome) {
      return outcome instanceof Outcome.Refused<?>(OpportunityRefusal.MoveStands stands)
          ? stands.reason().code()
          : String.valueOf(outcome);
    }
  }

  @Nested
  class Editing {

    @Test
    void names_the_fields_that_are_different_now() {
      OpportunityContent other = Opportunities.content(Opportunities.complete().worth("5", "EUR"));
      assertThat(deal.edit(other, stage("prospecting"), NOW).orElseThrow().events())
          .containsExactly(new OpportunityEvent.Edited(deal.id(), List.of("amount")));
    }

    @Test
    void does_not_empty_what_the_stage_requires() {
      Opportunity there = moved(deal, "proposal").next();
      OpportunityContent bare = Opportunities.content(OpportunityDraft.named("Turbines"));
      assertThat(problems(there.edit(bare, stage("proposal"), NOW)))
          .containsExactly("/amount required-by-stage", "/closeDate required-by-stage");
    }

    @Test
    void asks_for_nothing_that_was_missing_before() {
      Opportunity bare = Opportunities.in(sales, OpportunityDraft.named("Turbines"), null);
      Opportunity carried = bare.carriedOver(stage("proposal"), NOW).next();
      OpportunityContent named = Opportunities.content(OpportunityDraft.named("Two turbines"));
      assertThat(carried.edit(named, stage("proposal"), NOW)).isInstanceOf(Outcome.Done.class);
    }
  }

  @Nested
  class The_bin {

    @Test
    void holds_it_unchanged_until_it_is_restored() {
      Opportunity gone = deal.delete(NOW).next();
      assertThat(move(gone, "proposal", null, null))
          .isEqualTo(Outcome.refused(new OpportunityRefusal.OpportunityDeleted(deal.id().value())));
      assertThat(gone.note("x", NOW)).isInstanceOf(Outcome.Refused.class);
      assertThat(gone.transitions(sales)).isEmpty();
      assertThat(gone.restore(NOW).next().stage()).isEqualTo("prospecting");
      assertThat(deal.restore(NOW)).isEqualTo(Change.none(deal));
    }
  }

  @Nested
  class Its_stays_in_stages {

    @Test
    void follow_each_other_without_a_gap_or_an_overlap_whatever_happens() {
      Seeded.cases(
          60,
          random -> {
            Instant clock = Opportunities.CREATED;
            Opportunity now = Opportunities.in(sales, Opportunities.complete(), OLGA);
            List<StageStay> stays = StageStay.extended(List.of(), now);
            for (int i = 0; i < 40; i++) {
              clock = clock.plusSeconds(random.between(0, 100_000));
              now = next(random, now, clock);
              stays = StageStay.extended(stays, now);
            }
            assertThat(stays.getFirst().from()).isEqualTo(Opportunities.CREATED);
            for (int i = 0; i + 1 < stays.size(); i++) {
              assertThat(stays.get(i).to()).isEqualTo(stays.get(i + 1).from());
              assertThat(stays.get(i).to()).isAfterOrEqualTo(stays.get(i).from());
              assertThat(stays.get(i).stage()).isNotEqualTo(stays.get(i + 1).stage());
            }
            assertThat(stays.getLast())
                .isEqualTo(new StageStay(now.pipeline(), now.stage(), now.since(), null));
          });
    }

    private Opportunity next(Seeded random, Opportunity now, Instant clock) {
      Stage to = random.oneOf(sales.stages());
      Instant at =
          random.percent(40)
              ? now.since()
                  .plusMillis(
                      (long)
                          (random.between(0, 100)
                              / 100.0
                              * Duration.between(now.since(), clock).toMillis()))
              : null;
      Outcome<Change<Opportunity>> outcome =
          switch (random.between(0, 4)) {
            case 0 -> now.reopen(sales, random.percent(50) ? to : null, clock);
            case 1 ->
                now.edit(
                    Opportunities.content(
                        Opportunities.complete().worth("" + clock.getNano(), "EUR")),
                    sales.stage(now.stage()).orElseThrow(),
                    clock);
            case 2 ->
                Outcome.done(now.revision().isDeleted() ? now.restore(clock) : now.delete(clock));
            default ->
                now.move(sales, sales, to, at, to.type() == StageType.LOST ? PRICE : null, clock);
          };
      return outcome instanceof Outcome.Done<Change<Opportunity>>(var change) ? change.next() : now;
    }
  }

  private Stage stage(String key) {
    return sales.stage(key).orElseThrow();
  }

  private Change<Opportunity> moved(Opportunity opportunity, String to) {
    return move(opportunity, to, null, null).orElseThrow();
  }

  private Outcome<Change<Opportunity>> move(
      Opportunity opportunity, String to, @Nullable Instant at, @Nullable ToldLoss loss) {
    return opportunity.move(sales, sales, stage(to), at, loss, NOW);
  }

  private static List<String> problems(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal)
        ? refusal.violations().stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }

  private static ToldLoss told(String reason, String competitor) {
    return new ToldLoss(
        new LossDraft(reason, competitor), new KnownCompetitors(List.of(ACME), Set.of()));
  }
}
