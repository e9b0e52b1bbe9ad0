package dev.kith.crm.application.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kith.crm.application.funnel.Leakage.Cause;
import dev.kith.crm.application.funnel.Leakage.CauseKind;
import dev.kith.crm.application.funnel.Leakage.Leak;
import dev.kith.crm.application.funnel.PipelineAnalytics.Aged;
import dev.kith.crm.application.funnel.PipelineAnalytics.Ageing;
import dev.kith.crm.application.funnel.PipelineAnalytics.Competition;
import dev.kith.crm.application.funnel.PipelineAnalytics.Contest;
import dev.kith.crm.application.funnel.PipelineAnalytics.Matrix;
import dev.kith.crm.application.funnel.PipelineAnalytics.OwnerPushes;
import dev.kith.crm.application.funnel.PipelineAnalytics.OwnerVelocity;
import dev.kith.crm.application.funnel.PipelineAnalytics.Paging;
import dev.kith.crm.application.funnel.PipelineAnalytics.PushRate;
import dev.kith.crm.application.funnel.PipelineAnalytics.Pushes;
import dev.kith.crm.application.funnel.PipelineAnalytics.Question;
import dev.kith.crm.application.funnel.PipelineAnalytics.Row;
import dev.kith.crm.application.funnel.PipelineAnalytics.Share;
import dev.kith.crm.application.funnel.PipelineAnalytics.Speed;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageFlow;
import dev.kith.crm.application.funnel.PipelineAnalytics.Stuck;
import dev.kith.crm.application.funnel.PipelineAnalytics.TimedStay;
import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.application.opportunity.Opportunities.Edit;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.currency.RateDraft;
import dev.kith.crm.domain.funnel.StayNorms.Basis;
import dev.kith.crm.domain.funnel.Worth.Unrated;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.LostDeals;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AnalysingPipelinesSpec {

  private static final Paging FIRST = new Paging(null, 50);

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private Pipeline sales;
  private Instant start;

  @BeforeEach
  void setUp() {
    sales =
        trial
            .as(ada)
            .pipelines()
            .setUp(
                new PipelineTerms(
                    "Deals",
                    List.of(
                        Stage.open("talk", "Talk", 20).rottingAfter(10),
                        Stage.open("offer", "Offer", 60),
                        Stage.won("won", "Won"),
                        Stage.lost("lost", "Lost"))))
            .orElseThrow();
    start = trial.clock.instant();
  }

  @Nested
  class The_funnel {

    @Test
    void says_what_became_of_everything_that_came_to_a_stage() {
      OpportunityId won = create("100", "EUR");
      OpportunityId lost = create("50", "EUR");
      OpportunityId back = create("7", "EUR");
      create("1", "EUR");
      days(1);
      for (OpportunityId each : List.of(won, lost, back)) {
        move(each, "offer");
      }
      days(1);
      move(won, "won");
      lose(lost, "Price", null);
      move(back, "talk");

      List<StageFlow> flows = funnel(Question.ALL, ada);
      assertThat(flows)
          .extracting(f -> f.stage().key())
          .containsExactly("talk", "offer", "won", "lost");
      StageFlow talk = flows.getFirst();
      assertThat(counts(talk)).containsExactly(4L, 2L, 2L, 0L, 0L, 0L);
      StageFlow offer = flows.get(1);
      assertThat(counts(offer)).containsExactly(3L, 0L, 1L, 1L, 1L, 0L);
      assertThat(offer.dropOff()).isEqualTo(1.0 / 3);
      assertThat(offer.lost().worth().sum()).isEqualTo(Money.of("50", "EUR"));
      flows.forEach(AnalysingPipelinesSpec::addsUp);
    }

    @Test
    void counts_and_names_what_has_no_rate() {
      trial
          .as(ada)
          .currencies()
          .put(List.of(new RateDraft("EUR", "USD", today().minusDays(2), "2")))
          .orElseThrow();
      create("100", "USD");
      create("10", "EUR");
      create("500", "JPY");
      create(OpportunityDraft.named("No amount"), null);

      Share here = funnel(Question.ALL, ada).getFirst().here();
      assertThat(here.worth().sum()).isEqualTo(Money.of("60", "EUR"));
      assertThat(here.worth().rateDate()).isEqualTo(today().minusDays(2));
      assertThat(here.worth().unrated()).containsExactly(new Unrated(1, Money.of("500", "JPY")));
      assertThat(here.worth().withoutAmount()).isEqualTo(1);
      assertThat(here.worth().opportunities()).isEqualTo(here.count()).isEqualTo(4);
      Question dollars = new Question(null, null, null, null, "usd");
      assertThat(funnel(dollars, ada).getFirst().here().worth().sum())
          .isEqualTo(Money.of("120", "USD"));
    }

    @Test
    void keeps_amounts_from_those_from_whom_they_are_hidden() {
      create("100", "EUR");
      Actor masked = Actors.masked(ada, "opportunity.amount");
      assertThat(funnel(Question.ALL, masked).getFirst().entered()).isEqualTo(new Share(1, null));
    }
  }

  @Test
  void the_rows_of_the_matrix_add_up() {
    OpportunityId deal = create("100", "EUR");
    create("1", "EUR");
    days(1);
    move(deal, "offer");
    days(1);
    move(deal, "talk");
    days(1);
    lose(deal, "Price", null);

    Matrix matrix = analytics(ada).matrix(sales.id(), Question.ALL).orElseThrow();
    assertThat(matrix.rows())
        .extracting(Row::stays, Row::to, Row::here, Row::elsewhere)
        .containsExactly(
            tuple(3L, Map.of("offer", 1L, "lost", 1L), 1L, 0L),
            tuple(1L, Map.of("talk", 1L), 0L, 0L),
            tuple(0L, Map.of(), 0L, 0L),
            tuple(1L, Map.of(), 1L, 0L));
  }

  @Test
  void velocity_is_told_of_all_and_of_each_owner() {
    UserId olga = new UserId(new UUID(4, 4));
    OpportunityId won = create("100", "EUR", olga);
    OpportunityId lost = create("50", "EUR", olga);
    create("7", "EUR", olga);
    create("7", "EUR");
    days(10);
    move(won, "won");
    lose(lost, "Price", null);

    Speed speed = analytics(ada).velocity(sales.id(), Question.ALL).orElseThrow();
    // 2 open × 1/2 × 100 € / 10 days
    assertThat(speed.all().perDay()).isEqualTo(Money.of("10", "EUR"));
    assertThat(speed.owners()).extracting(OwnerVelocity::owner).startsWith(olga);
    assertThat(speed.owners().getFirst().velocity().perDay()).isEqualTo(Money.of("5", "EUR"));
    assertThat(
            speed.owners().stream()
                .map(OwnerVelocity::velocity)
                .reduce((a, b) -> a.plus(b))
                .orElseThrow())
        .isEqualTo(speed.all());
    Speed then =
        analytics(ada)
            .velocity(sales.id(), new Question(null, start.plusSeconds(9), null, null, null))
            .orElseThrow();
    assertThat(then.all().open()).isEqualTo(4);
    assertThat(then.all().perDay()).isNull();
    Actor blind = Actors.masked(ada, "opportunity.owner");
    assertThat(analytics(blind).velocity(sales.id(), Question.ALL).orElseThrow().owners())
        .isEmpty();
    assertThat(
            problems(
                analytics(blind).velocity(sales.id(), new Question(null, null, olga, null, null))))
        .containsExactly("/owner unknown-field");
  }

  @Nested
  class What_is_open {

    @Test
    void is_held_against_what_was_won() {
      for (int i = 1; i <= 20; i++) {
        OpportunityId deal = create("1", "EUR");
        days(i);
        move(deal, "won");
      }
      OpportunityId old = create("1", "EUR");
      days(17);
      OpportunityId young = create("1", "EUR");
      days(2);

      Ageing ageing = analytics(ada).ageing(sales.id(), Question.ALL, FIRST).orElseThrow();
      var talk = ageing.stages().getFirst();
      assertThat(talk.norm().basis()).isEqualTo(Basis.STAGE);
      assertThat(talk.norm().calendar().percentile(50)).isEqualTo(Duration.ofDays(10));
      assertThat(talk.norm().ninetieth()).isEqualTo(Duration.ofDays(18));
      assertThat(List.of(talk.open(), talk.toMedian(), talk.toNinetieth(), talk.beyond()))
          .containsExactly(2L, 1L, 0L, 1L);
      assertThat(ageing.stages().get(1).norm().basis()).isEqualTo(Basis.PIPELINE);
      assertThat(ageing.opportunities().items())
          .extracting(a -> a.opportunity().id(), Aged::percentile, Aged::isBeyondNorm)
          .containsExactly(tuple(old, 95, true), tuple(young, 10, false));
      assertThat(ageing.opportunities().items().getFirst().age()).isEqualTo(Duration.ofDays(19));
    }

    @Test
    void is_stuck_beyond_its_days_to_rot_the_worst_first() {
      List<OpportunityId> made = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        made.add(create("2", "EUR"));
        days(1);
      }
      OpportunityId other = create("2", "EUR");
      move(other, "offer");
      days(7);

      Stuck stuck =
          analytics(ada).stuck(sales.id(), Question.ALL, new Paging(null, 2)).orElseThrow();
      assertThat(stuck.all().count()).isEqualTo(3);
      assertThat(stuck.all().worth().sum()).isEqualTo(Money.of("6", "EUR"));
      assertThat(stuck.stages().getFirst().allowed()).isEqualTo(Duration.ofDays(10));
      assertThat(stuck.stages().get(1).allowed()).isNull();
      Stuck more =
          analytics(ada)
              .stuck(sales.id(), Question.ALL, new Paging(stuck.opportunities().next(), 2))
              .orElseThrow();
      List<Aged> all = new ArrayList<>(stuck.opportunities().items());
      all.addAll(more.opportunities().items());
      assertThat(all).extracting(a -> a.opportunity().id()).isEqualTo(made.subList(0, 3));
      assertThat(all).allMatch(Aged::isRotten).noneMatch(Aged::isBeyondNorm);
      assertThat(more.opportunities().next()).isNull();
    }
  }

  @Test
  void pushes_are_told_by_owner_and_by_what_came_of_them() {
    UserId olga = new UserId(new UUID(4, 4));
    OpportunityId pushed = create("100", "EUR", olga);
    OpportunityId calm = create("1", "EUR");
    days(1);
    close(pushed, "2027-02-10");
    close(pushed, "2027-02-20");
    close(calm, "2027-01-01");
    days(1);
    lose(pushed, "Price", null);
    move(calm, "won");

    Pushes pushes = analytics(ada).pushes(sales.id(), Question.ALL).orElseThrow();
    assertThat(pushes.pushes()).isEqualTo(2);
    assertThat(pushes.days()).isEqualTo(20);
    assertThat(pushes.owners()).containsExactly(new OwnerPushes(olga, null, 1, 2, 20));
    assertThat(pushes.rates().subList(0, 3))
        .containsExactly(new PushRate(0, 1, 0), new PushRate(1, 0, 0), new PushRate(2, 0, 1));
    assertThat(
            analytics(Actors.masked(ada, "opportunity.closeDate")).pushes(sales.id(), Question.ALL))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void leaks_add_up_to_all_that_was_lost_whichever_way_they_are_cut() {
    for (int i = 0; i < 30; i++) {
      OpportunityId deal = create(i + ".50", "EUR");
      if (i % 2 == 0) {
        move(deal, "offer");
      }
      lose(deal, i < 5 ? "Price" : "Reason " + i, i % 4 == 0 ? "Acme" : null);
    }

    Leakage leakage = analytics(ada).leakage(sales.id(), Question.ALL).orElseThrow();
    assertThat(leakage.all().count()).isEqualTo(30);
    assertThat(leakage.reasons().getFirst().cause()).isEqualTo(new Cause(CauseKind.NAMED, "Price"));
    assertThat(leakage.reasons()).hasSize(21);
    assertThat(leakage.reasons().getLast().cause().kind()).isEqualTo(CauseKind.OTHERS);
    assertThat(leakage.competitors().getFirst().cause().kind()).isEqualTo(CauseKind.NONE);
    for (List<Share> cut :
        List.of(
            leakage.reasons().stream().map(Leak::lost).toList(),
            leakage.competitors().stream().map(Leak::lost).toList(),
            leakage.stages().stream().map(s -> s.lost()).toList(),
            leakage.cells().stream().map(c -> c.lost()).toList())) {
      assertThat(cut.stream().mapToLong(Share::count).sum()).isEqualTo(30);
      assertThat(cut.stream().map(s -> s.worth().sum()).reduce(Money::plus))
          .contains(leakage.all().worth().sum());
    }
    Actor masked = Actors.masked(ada, "opportunity.lostReason");
    assertThat(analytics(masked).leakage(sales.id(), Question.ALL).orElseThrow().reasons())
        .extracting(l -> l.cause().kind())
        .containsExactly(CauseKind.HIDDEN);
  }

  @Test
  void the_win_rate_against_a_competitor_is_of_what_was_decided_where_it_bid() {
    CompetitorId acme = LostDeals.competitor(trial.storage, "Acme").id();
    CompetitorId beta = LostDeals.competitor(trial.storage, "Beta").id();
    OpportunityId won = create("100", "EUR");
    bidding(won, "Acme", "Beta");
    move(won, "won");
    OpportunityId lost = create("40", "EUR");
    bidding(lost, "Acme");
    lose(lost, "Price", "Beta");
    lose(create("7", "EUR"), "Price", "Acme");
    bidding(create("1", "EUR"), "Acme");
    move(create("5", "EUR"), "won");

    Competition competition = analytics(ada).competition(sales.id(), Question.ALL).orElseThrow();
    assertThat(competition.won().count()).isEqualTo(2);
    assertThat(competition.lost().count()).isEqualTo(2);
    assertThat(competition.winRate()).isEqualTo(0.5);
    assertThat(competition.contests()).extracting(Contest::competitor).containsExactly(acme, beta);
    assertThat(told(competition.contests().getFirst()))
        .isEqualTo("Acme: won 1 100.00 EUR, lost 2 47.00 EUR, to it 1 7.00 EUR");
    assertThat(told(competition.contests().getLast()))
        .isEqualTo("Beta: won 1 100.00 EUR, lost 1 40.00 EUR, to it 1 40.00 EUR");
    assertThat(competition.contests().getLast().winRate()).isEqualTo(0.5);
    Actor masked = Actors.masked(ada, "opportunity.lostCompetitor");
    assertThat(analytics(masked).competition(sales.id(), Question.ALL))
        .matches(outcome ->
            outcome instanceof Outcome.Refused<Competition>(var refusal)
                && refusal instanceof Forbidden);
    Actor poor = Actors.masked(ada, "opportunity.amount");
    assertThat(
            analytics(poor)
                .competition(sales.id(), Question.ALL)
                .orElseThrow()
                .contests()
                .getFirst()
                .won()
                .worth())
        .isNull();
  }

  private static String told(Contest contest) {
    return contest.name()
        + ": won "
        + told(contest.won())
        + ", lost "
        + told(contest.lost())
        + ", to it "
        + told(contest.lostToIt());
  }

  private static String told(Share share) {
    return share.count() + " " + share.worth().sum();
  }

  private void bidding(OpportunityId deal, String... competitors) {
    trial
        .as(ada)
        .opportunityCompetitors()
        .replace(deal, CompetitorsDraft.of(competitors))
        .orElseThrow();
  }

  @Test
  void nobody_is_told_of_what_they_do_not_see() {
    UserId olga = new UserId(new UUID(4, 4));
    create("100", "EUR", olga);
    create("1", "EUR");
    Question hers = new Question(null, null, olga, null, null);
    assertThat(funnel(hers, ada).getFirst().entered().count()).isEqualTo(1);
    assertThat(analytics(Actors.stranger()).funnel(sales.id(), Question.ALL))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void everything_wrong_with_a_question_is_said_at_once() {
    assertThat(
            problems(
                analytics(ada)
                    .matrix(
                        sales.id(),
                        new Question(start, start, null, new TeamId(new UUID(1, 2)), "QQQ"))))
        .containsExactly(
            "/to before-beginning", "/currency currency-unknown", "/team unknown-team");
  }

  @Test
  void a_stay_is_told_by_the_clock_and_in_business_time() {
    OpportunityId deal = create("1", "EUR");
    days(7);
    move(deal, "offer");
    days(1);

    List<TimedStay> stays =
        analytics(ada).timed(trial.as(ada).opportunityQueries().stays(deal).orElseThrow());
    assertThat(stays)
        .extracting(TimedStay::age)
        .containsExactly(Duration.ofDays(7), Duration.ofDays(1));
    // Five working days of eight hours.
    assertThat(stays.getFirst().businessAge()).isEqualTo(Duration.ofHours(40));
  }

  private static List<Long> counts(StageFlow flow) {
    return List.of(
        flow.entered().count(),
        flow.here().count(),
        flow.forward().count(),
        flow.back().count(),
        flow.lost().count(),
        flow.elsewhere().count());
  }

  private static void addsUp(StageFlow flow) {
    List<Share> parts =
        List.of(flow.here(), flow.forward(), flow.back(), flow.lost(), flow.elsewhere());
    assertThat(parts.stream().mapToLong(Share::count).sum()).isEqualTo(flow.entered().count());
    assertThat(parts.stream().map(p -> p.worth().sum()).reduce(Money::plus))
        .contains(flow.entered().worth().sum());
  }

  private static List<String> problems(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal)
        ? refusal.violations().stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }

  private List<StageFlow> funnel(Question question, Actor actor) {
    return analytics(actor).funnel(sales.id(), question).orElseThrow().stages();
  }

  private PipelineAnalytics analytics(Actor actor) {
    return trial.as(actor).pipelineAnalytics();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(trial.clock.instant(), ZoneOffset.UTC);
  }

  private void days(int number) {
    trial.clock.advance(Duration.ofDays(number));
  }

  private OpportunityId create(String amount, String currency) {
    return create(amount, currency, null);
  }

  private OpportunityId create(String amount, String currency, @Nullable UserId owner) {
    return create(
        OpportunityDraft.named("Deal").worth(amount, currency).closing("2027-01-31"), owner);
  }

  private OpportunityId create(OpportunityDraft draft, @Nullable UserId owner) {
    return trial
        .as(ada)
        .opportunities()
        .create(new Create(draft, owner, sales.id(), null))
        .orElseThrow()
        .id();
  }

  private void move(OpportunityId deal, String stage) {
    trial.as(ada).opportunities().move(deal, Move.to(stage)).orElseThrow();
  }

  private void lose(OpportunityId deal, String reason, @Nullable String competitor) {
    if (competitor != null) {
      LostDeals.competitor(trial.storage, competitor);
    }
    trial.as(ada).opportunities().lose(deal, new LossDraft(reason, competitor), null).orElseThrow();
  }

  private void close(OpportunityId deal, String date) {
    trial
        .as(ada)
        .opportunities()
        .edit(deal, new Edit(Map.of(OpportunityField.CLOSE_DATE, Optional.of(date))))
        .orElseThrow();
  }
}
