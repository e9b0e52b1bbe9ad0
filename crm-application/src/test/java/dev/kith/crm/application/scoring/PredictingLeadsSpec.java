package dev.kith.crm.application.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.lead.Leads.Edit;
import dev.kith.crm.application.scoring.model.PredictionStore;
import dev.kith.crm.application.scoring.model.ScoringModels;
import dev.kith.crm.application.scoring.model.ScoringModels.LeadPrediction;
import dev.kith.crm.application.scoring.model.ScoringModels.Report;
import dev.kith.crm.application.scoring.model.ScoringModels.Simulation;
import dev.kith.crm.application.scoring.model.ScoringModels.Wish;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelRefusal;
import dev.kith.crm.domain.scoring.model.ScoringModelStatus;
import dev.kith.crm.domain.scoring.prediction.BaseRate;
import dev.kith.crm.domain.scoring.prediction.Contribution;
import dev.kith.crm.domain.scoring.prediction.Method;
import dev.kith.crm.domain.scoring.prediction.leak.LeakFinding;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PredictingLeadsSpec {

  private final TrialCrm crm = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Seeded random = Seeded.of(7);
  private int count;

  @Nested
  class A_training {

    @Test
    void without_any_closed_lead_ends_with_the_base_rate_and_a_wide_interval() {
      ScoringModel model = trained();
      assertThat(model.lessons().method()).isEqualTo(Method.BASE_RATE);
      assertThat(model.lessons().size()).isZero();
      activate(model).orElseThrow();
      LeadPrediction prediction = models().predict(captured("web"), null).orElseThrow();
      assertThat(prediction.prediction().probability()).isEqualTo(0.5);
      BaseRate.Interval interval =
          models().get(model.id()).orElseThrow().document().trained().model().baseRate().interval();
      assertThat(interval.high() - interval.low()).isGreaterThan(0.9);
    }

    @Test
    void of_leads_that_were_all_lost_predicts_little_for_all() {
      for (int i = 0; i < 30; i++) {
        lose(captured("web"));
      }
      activate(trained()).orElseThrow();
      assertThat(models().predict(captured("fair"), null).orElseThrow().prediction().probability())
          .isBetween(0.0, 0.1);
    }

    @Test
    void learns_what_the_leads_that_were_won_have_in_common() {
      aHistory(200);
      ScoringModel model = trained();
      assertThat(model.lessons().size()).isEqualTo(200);
      assertThat(model.lessons().heldOut()).isEqualTo(40);
      assertThat(model.lessons().method()).isNotEqualTo(Method.BASE_RATE);
      activate(model).orElseThrow();
      assertThat(probability(captured("fair"))).isGreaterThan(2 * probability(captured("web")));
      assertThat(models().get(model.id()).orElseThrow().influences().getFirst().columns())
          .containsExactly("source");
    }

    @Test
    void is_not_fooled_by_what_was_filled_in_after_work_had_begun() {
      for (int i = 0; i < 120; i++) {
        LeadId lead = captured("web");
        crm.leads(ada).startWork(lead).orElseThrow();
        boolean wins = i % 3 == 0;
        crm.leads(ada).edit(lead, with(LeadField.TITLE, wins ? "Buyer" : "Nobody")).orElseThrow();
        end(lead, wins);
        crm.leads(ada)
            .edit(lead, with(LeadField.CITY, wins ? "Wonville" : "Lostham"))
            .orElseThrow();
      }
      ScoringModel model = trained();
      assertThat(model.lessons().method()).isEqualTo(Method.BASE_RATE);
      assertThat(models().get(model.id()).orElseThrow().document().trained().findings()).isEmpty();
    }

    @Test
    void reads_custom_fields_each_as_a_column_and_reports_those_that_give_the_end_away() {
      for (int i = 0; i < 300; i++) {
        later(Duration.ofMinutes(7));
        boolean large = random.percent(50);
        boolean wins = random.percent(large ? 80 : 15);
        end(
            capturedWith(
                "Team size: "
                    + (large ? "large" : "small")
                    + "\nJudgement: "
                    + (wins ? "hot" : "")),
            wins);
      }
      ScoringModel model = trained();
      ScoringModels.Whole whole = models().get(model.id()).orElseThrow();
      assertThat(whole.influences().getFirst().columns()).containsExactly("customFields.Team size");
      assertThat(whole.document().trained().findings())
          .filteredOn(finding -> finding.column().equals("customFields.Judgement"))
          .singleElement()
          .satisfies(
              finding -> assertThat(finding.severity()).isEqualTo(LeakFinding.Severity.EXCLUDED));
      activate(model).orElseThrow();
      LeadId large = capturedWith("TEAM SIZE: large");
      assertThat(probability(large))
          .isGreaterThan(2 * probability(capturedWith("team size: small")));
      assertThat(models().predict(large, null).orElseThrow().prediction().contributions())
          .anySatisfy(one -> {
            assertThat(one.columns()).containsExactly("customFields.Team size");
            assertThat(one.values()).containsExactly("large");
          });
      models().train(new Wish(1, List.of("customFields.Team size"), List.of())).orElseThrow();
      crm.crm.runDue();
      assertThat(newest().lessons().method()).isEqualTo(Method.BASE_RATE);
    }

    @Test
    void of_duplicates_learns_nothing() {
      crm.leads(ada).disqualify(captured("web"), LeadStatus.Reason.DUPLICATE, null).orElseThrow();
      assertThat(trained().lessons().size()).isZero();
    }

    @Test
    void is_joined_by_a_second_that_is_wanted_meanwhile() {
      assertThat(models().train(Wish.USUAL)).isEqualTo(models().train(Wish.USUAL));
      crm.crm.runDue();
      assertThat(models().list().orElseThrow()).hasSize(1);
    }

    @Test
    void makes_the_same_model_of_the_same_leads() {
      aHistory(80);
      ScoringModel first = trained();
      ScoringModel second = trained();
      assertThat(second.number()).isEqualTo(2);
      assertThat(models().get(second.id()).orElseThrow().document())
          .isEqualTo(models().get(first.id()).orElseThrow().document());
    }

    @Test
    void leaves_out_columns_that_it_is_told_to_and_is_refused_for_those_that_are_unknown() {
      aHistory(200);
      models().train(new Wish(1, List.of("source"), List.of())).orElseThrow();
      crm.crm.runDue();
      ScoringModel model = newest();
      assertThat(model.lessons().method()).isEqualTo(Method.BASE_RATE);
      assertThat(models().train(new Wish(1, List.of("shoeSize"), List.of("hat"))))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.refusal())
                      .isInstanceOfSatisfying(
                          Invalid.class, invalid -> assertThat(invalid.violations()).hasSize(2)));
    }
  }

  @Nested
  class Activating {

    @Test
    void is_refused_unless_the_model_is_better_than_the_active_one() {
      aHistory(200);
      ScoringModel first = trained();
      activate(first).orElseThrow();
      ScoringModel same = trained();
      assertThat(activate(same))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.refusal()).isInstanceOf(ScoringModelRefusal.NotBetter.class));
      assertThat(newest().status().name()).isEqualTo(ScoringModelStatus.Name.DRAFT);
    }

    @Test
    void retires_the_active_one_which_comes_back_when_the_new_one_is_given_up() {
      ScoringModel poor = trained();
      activate(poor).orElseThrow();
      aHistory(200);
      ScoringModel good = trained();
      activate(good).orElseThrow();
      assertThat(statuses()).containsExactly("ACTIVE", "RETIRED");
      assertThat(models().rollBack().orElseThrow().id()).isEqualTo(poor.id());
      assertThat(statuses()).containsExactly("RETIRED", "ACTIVE");
      assertThat(models().rollBack())
          .isEqualTo(Outcome.refused(new ScoringModelRefusal.NoneBefore()));
    }

    @Test
    void is_refused_if_the_model_was_trained_before_the_active_one() {
      aHistory(200);
      ScoringModel first = trained();
      ScoringModel second = trained();
      activate(second).orElseThrow();
      assertThat(activate(first))
          .isEqualTo(Outcome.refused(new ScoringModelRefusal.NotCompared(1, 2)));
    }

    @Test
    void is_told_to_the_world() {
      activate(trained()).orElseThrow();
      assertThat(
              crm.storage.outbox().after(null, 100).stream()
                  .map(event -> event.event().type())
                  .filter(type -> type.startsWith("scoring-model")))
          .containsExactly("scoring-model.trained.v1", "scoring-model.activated.v1");
    }
  }

  @Nested
  class Predictions_of_all_leads {

    @Test
    void are_there_soon_after_a_model_is_active_and_follow_the_leads() {
      aHistory(200);
      LeadId lead = captured("web");
      ScoringModel model = trained();
      activate(model).orElseThrow();
      crm.crm.runDue();
      assertThat(stored(lead)).isCloseTo(probability(lead), within(1e-12));
      double before = stored(lead);
      later(Duration.ofMinutes(1));
      crm.leads(ada).edit(lead, with(LeadField.SOURCE, "fair")).orElseThrow();
      crm.crm.runDue();
      later(Duration.ofSeconds(10));
      crm.crm.runDue();
      assertThat(stored(lead)).isGreaterThan(before).isCloseTo(probability(lead), within(1e-12));
    }

    @Test
    void are_made_by_a_model_in_the_shadow_without_counting() {
      aHistory(200);
      LeadId lead = captured("fair");
      ScoringModel model = trained();
      models().shadow(model.id()).orElseThrow();
      crm.crm.runDue();
      PredictionStore store = crm.storage.predictions();
      assertThat(store.of(model.id(), List.of(lead))).hasSize(1);
      assertThat(store.probabilities(List.of(lead))).isEmpty();
      models().retire(model.id()).orElseThrow();
      crm.crm.runDue();
      assertThat(store.of(model.id(), List.of(lead))).isEmpty();
    }
  }

  @Nested
  class The_prediction_of_a_lead {

    @Test
    void is_the_sum_of_what_its_fields_add() {
      aHistory(200);
      activate(trained()).orElseThrow();
      LeadPrediction one = models().predict(captured("fair"), null).orElseThrow();
      double sum =
          one.prediction().bias()
              + one.prediction().contributions().stream().mapToDouble(Contribution::logOdds).sum();
      assertThat(sum).isCloseTo(one.prediction().logOdds(), within(1e-9));
      assertThat(one.prediction().contributions().getFirst().columns()).containsExactly("source");
      assertThat(one.prediction().contributions().getFirst().values()).containsExactly("fair");
    }

    @Test
    void is_told_as_of_any_moment() {
      aHistory(200);
      activate(trained()).orElseThrow();
      Instant before = crm.clock.instant();
      LeadId lead = captured("web");
      double web = probability(lead);
      Instant then = crm.clock.instant();
      later(Duration.ofDays(1));
      crm.leads(ada).edit(lead, with(LeadField.SOURCE, "fair")).orElseThrow();
      assertThat(probability(lead)).isGreaterThan(web);
      assertThat(models().predict(lead, then).orElseThrow().prediction().probability())
          .isEqualTo(web);
      assertThat(invalid(models().predict(lead, before.minusSeconds(1)))).isEqualTo("too-early");
      assertThat(invalid(models().predict(lead, crm.clock.instant().plusSeconds(1))))
          .isEqualTo("in-future");
    }

    @Test
    void stays_as_it_was_when_work_began() {
      aHistory(200);
      activate(trained()).orElseThrow();
      LeadId lead = captured("web");
      double web = probability(lead);
      crm.leads(ada).startWork(lead).orElseThrow();
      Instant began = crm.clock.instant();
      later(Duration.ofDays(1));
      crm.leads(ada).edit(lead, with(LeadField.SOURCE, "fair")).orElseThrow();
      assertThat(probability(lead)).isEqualTo(web);
      assertThat(models().predict(lead, null).orElseThrow().knownAt()).isEqualTo(began);
    }

    @Test
    void is_refused_while_no_model_is_active_and_to_who_does_not_see_the_lead() {
      LeadId lead = captured("web");
      assertThat(models().predict(lead, null))
          .isEqualTo(Outcome.refused(new ScoringModelRefusal.NoneActive()));
      assertThat(crm.as(Actors.salesRep("Sam", Scope.OWN)).scoringModels().predict(lead, null))
          .isEqualTo(Outcome.refused(NotFound.of("lead", lead.value())));
    }
  }

  @Nested
  class A_simulation {

    @Test
    void tells_what_would_change_and_writes_nothing() {
      activate(trained()).orElseThrow();
      aHistory(200);
      LeadId fair = captured("fair");
      captured("web");
      ScoringModel model = trained();
      Simulation simulation = models().simulate(model.id()).orElseThrow();
      assertThat(simulation.leads()).isEqualTo(2);
      assertThat(simulation.before()).isNotNull();
      assertThat(simulation.before().get(10)).isEqualTo(2);
      assertThat(simulation.after().stream().mapToLong(n -> n).sum()).isEqualTo(2);
      assertThat(simulation.moved()).hasSize(2);
      assertThat(simulation.moved()).extracting(ScoringModels.Moved::lead).contains(fair);
      assertThat(crm.storage.predictions().of(model.id(), List.of(fair))).isEmpty();
    }
  }

  @Nested
  class Drift {

    @Test
    void is_warned_of_once_when_leads_are_won_more_often_than_they_were() {
      aHistory(200);
      activate(trained()).orElseThrow();
      later(Duration.ofDays(1));
      for (int i = 0; i < 80; i++) {
        win(captured("web"));
      }
      Report report = models().report().orElseThrow();
      assertThat(report.drift().ofBaseRate().name()).isEqualTo("MUCH");
      later(Duration.ofDays(1));
      crm.crm.runDue();
      later(Duration.ofDays(1));
      crm.crm.runDue();
      assertThat(newest().drift().name()).isEqualTo("MUCH");
      assertThat(
              crm.storage.outbox().after(null, 10_000).stream()
                  .map(event -> event.event().type())
                  .filter("scoring-model.drifted.v1"::equals))
          .hasSize(1);
    }
  }

  @Nested
  class Who_may {

    @Test
    void train_and_activate_administers_all_leads() {
      ScoringModels viewers = crm.as(Actors.viewer()).scoringModels();
      assertThat(viewers.train(Wish.USUAL))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.refusal()).isInstanceOf(Forbidden.class));
      ScoringModel model = trained();
      assertThat(viewers.activate(model.id()))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.refusal()).isInstanceOf(Forbidden.class));
    }
  }

  private ScoringModels models() {
    return crm.as(ada).scoringModels();
  }

  private ScoringModel trained() {
    models().train(Wish.USUAL).orElseThrow();
    crm.crm.runDue();
    return newest();
  }

  private ScoringModel newest() {
    return models().list().orElseThrow().getFirst();
  }

  private Outcome<ScoringModel> activate(ScoringModel model) {
    return models().activate(model.id());
  }

  private List<String> statuses() {
    return models().list().orElseThrow().stream()
        .map(model -> model.status().name().name())
        .toList();
  }

  private double probability(LeadId lead) {
    return models().predict(lead, null).orElseThrow().prediction().probability();
  }

  private double stored(LeadId lead) {
    return crm.storage.predictions().probabilities(List.of(lead)).get(lead);
  }

  /** Leads from fairs are won three times out of four, those from the web one time out of eight. */
  private void aHistory(int size) {
    for (int i = 0; i < size; i++) {
      later(Duration.ofMinutes(7));
      boolean fair = random.percent(50);
      end(captured(fair ? "fair" : "web"), random.percent(fair ? 75 : 12));
    }
  }

  private void end(LeadId lead, boolean wins) {
    if (wins) {
      win(lead);
    } else {
      lose(lead);
    }
  }

  private void win(LeadId lead) {
    crm.leads(ada).qualify(lead).orElseThrow();
  }

  private void lose(LeadId lead) {
    crm.leads(ada).disqualify(lead, LeadStatus.Reason.NO_NEED, null).orElseThrow();
  }

  private LeadId captured(String source) {
    return crm.leads(ada).capture(new Capture(draft(source))).orElseThrow().id();
  }

  private LeadId capturedWith(String customFields) {
    return crm.leads(ada)
        .capture(new Capture(draft("web").with(LeadField.CUSTOM_FIELDS, customFields)))
        .orElseThrow()
        .id();
  }

  private static Edit with(LeadField field, String text) {
    return new Edit(Map.of(field, Optional.of(text)));
  }

  private LeadDraft draft(String source) {
    return LeadDraft.named("Ada", "Lovelace " + ++count).source(source);
  }

  private void later(Duration time) {
    crm.clock.advance(time);
  }

  private static String invalid(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(Invalid invalid)
        ? invalid.violations().getFirst().code()
        : outcome.toString();
  }
}
