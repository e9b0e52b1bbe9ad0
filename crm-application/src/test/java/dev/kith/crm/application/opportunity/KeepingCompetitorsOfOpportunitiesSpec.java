package dev.kith.crm.application.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.opportunity.CompetitorsView.Entry;
import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.OpportunityDeleted;
import dev.kith.crm.domain.opportunity.Threat;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeepingCompetitorsOfOpportunitiesSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private CompetitorId nor;
  private CompetitorId ost;
  private OpportunityId deal;

  @BeforeEach
  void setUp() {
    trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    nor = added("Norwind");
    ost = added("Öst-Vind");
    deal =
        trial
            .as(ada)
            .opportunities()
            .create(new Create(OpportunityDraft.named("Turbines")))
            .orElseThrow()
            .id();
  }

  @Nested
  class The_competitors_of_an_opportunity {

    @Test
    void are_none_at_first_and_then_those_that_were_written_down_last() {
      assertThat(of(ada).orElseThrow()).isEqualTo(new CompetitorsView(deal, 1, false, List.of()));

      replace(ada, CompetitorsDraft.of("Norwind")).orElseThrow();
      CompetitorsView second =
          replace(
                  ada,
                  new CompetitorsDraft(
                      List.of(
                          new CompetitorsDraft.Entry("ost vind", "high", " Was there first. "),
                          new CompetitorsDraft.Entry(nor.toString(), null, null))))
              .orElseThrow();

      assertThat(second)
          .isEqualTo(
              new CompetitorsView(
                  deal,
                  3,
                  false,
                  List.of(
                      new Entry(ost, "Öst-Vind", true, Threat.HIGH, "Was there first.", false),
                      new Entry(nor, "Norwind", true, null, null, false))));
      assertThat(of(ada)).isEqualTo(Outcome.done(second));
      assertThat(history())
          .containsExactly(
              "opportunity.competitors Öst-Vind, high: Was there first.\nNorwind",
              "opportunity.competitors Norwind",
              "opportunity.create ");
    }

    @Test
    void have_among_them_to_whom_it_is_lost_for_as_long_as_it_is() {
      replace(ada, CompetitorsDraft.of("Norwind")).orElseThrow();
      trial
          .as(ada)
          .opportunities()
          .lose(deal, new LossDraft("Price", "ost-vind"), null)
          .orElseThrow();

      assertThat(of(ada).orElseThrow().competitors())
          .containsExactly(
              new Entry(nor, "Norwind", true, null, null, false),
              new Entry(ost, "Öst-Vind", true, null, null, true));
      assertThat(trial.as(ada).opportunityQueries().get(deal).orElseThrow().loss())
          .isEqualTo(new OpportunityView.Lost("Price", ost, "Öst-Vind"));
      assertThat(replace(ada, CompetitorsDraft.of()).orElseThrow().competitors())
          .containsExactly(new Entry(ost, "Öst-Vind", true, null, null, true));
      trial.as(ada).opportunities().reopen(deal, null).orElseThrow();
      assertThat(of(ada).orElseThrow().competitors())
          .containsExactly(new Entry(ost, "Öst-Vind", true, null, null, false));
    }

    @Test
    void are_those_of_before_where_the_loss_is_taken_back() {
      trial
          .as(ada)
          .opportunities()
          .lose(deal, new LossDraft("Price", "Norwind"), null)
          .orElseThrow();
      trial.as(ada).opportunities().undoMove(deal).orElseThrow();

      assertThat(of(ada).orElseThrow().competitors()).isEmpty();
    }

    @Test
    void can_get_it_only_if_they_are_in_the_catalogue_and_not_newly_when_they_are_retired() {
      replace(ada, CompetitorsDraft.of("Norwind")).orElseThrow();
      trial.as(ada).competitors().retire(nor).orElseThrow();
      trial.as(ada).competitors().retire(ost).orElseThrow();

      assertThat(lost(" ", "Nobody"))
          .containsExactly("/reason required", "/competitor unknown-competitor");
      assertThat(lost("Price", "Öst-Vind")).containsExactly("/competitor competitor-retired");
      assertThat(lost("Price", nor.toString())).isEmpty();
      trial.as(ada).competitors().edit(nor, CompetitorDraft.of("Norwind AG")).orElseThrow();
      assertThat(trial.as(ada).opportunityQueries().get(deal).orElseThrow().loss())
          .isEqualTo(new OpportunityView.Lost("Price", nor, "Norwind AG"));
    }

    @Test
    void change_nothing_where_they_are_the_same() {
      CompetitorsView first = replace(ada, CompetitorsDraft.of("Norwind")).orElseThrow();

      assertThat(replace(ada, CompetitorsDraft.of(nor.toString()))).isEqualTo(Outcome.done(first));
      assertThat(history()).hasSize(2);
    }

    @Test
    void stay_when_they_are_retired_but_do_not_come_newly_then() {
      replace(ada, CompetitorsDraft.of("Norwind")).orElseThrow();
      trial.as(ada).competitors().retire(nor).orElseThrow();
      trial.as(ada).competitors().retire(ost).orElseThrow();

      assertThat(replace(ada, CompetitorsDraft.of("Norwind", "Öst-Vind")))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(problems(CompetitorsDraft.of("Norwind", "Öst-Vind")))
          .containsExactly("/competitors/1/competitor competitor-retired");
      replace(
              ada,
              new CompetitorsDraft(List.of(new CompetitorsDraft.Entry("Norwind", "LOW", null))))
          .orElseThrow();
      assertThat(of(ada).orElseThrow().competitors())
          .containsExactly(new Entry(nor, "Norwind", false, Threat.LOW, null, false));
    }

    @Test
    void are_refused_with_everything_that_is_wrong() {
      assertThat(
              problems(
                  new CompetitorsDraft(
                      List.of(
                          new CompetitorsDraft.Entry("Nobody", "grave", "x".repeat(2_001)),
                          new CompetitorsDraft.Entry(" ", null, null),
                          CompetitorsDraft.Entry.of("Norwind"),
                          CompetitorsDraft.Entry.of(nor.toString())))))
          .containsExactly(
              "/competitors/0/competitor unknown-competitor",
              "/competitors/0/threat unknown-threat",
              "/competitors/0/note too-long",
              "/competitors/1/competitor required",
              "/competitors/3/competitor twice");
      String[] many = new String[21];
      Arrays.fill(many, "Norwind");
      assertThat(problems(CompetitorsDraft.of(many))).contains("/competitors too-many");
    }

    @Test
    void are_replaced_on_the_version_that_was_read_and_not_in_the_bin() {
      assertThat(
              trial
                  .as(ada)
                  .expecting(2)
                  .opportunityCompetitors()
                  .replace(deal, CompetitorsDraft.of("Norwind")))
          .isEqualTo(Outcome.refused(new StaleVersion("opportunity", deal.toString(), 2, 1)));
      replace(ada, CompetitorsDraft.of("Norwind")).orElseThrow();
      trial.as(ada).opportunities().delete(deal).orElseThrow();
      assertThat(replace(ada, CompetitorsDraft.of()))
          .isEqualTo(Outcome.refused(new OpportunityDeleted(deal.value())));
      trial.as(ada).opportunities().restore(deal).orElseThrow();
      assertThat(of(ada).orElseThrow().competitors()).hasSize(1);
    }

    @Test
    void are_seen_with_the_opportunity_and_changed_with_it() {
      replace(ada, CompetitorsDraft.of("Norwind")).orElseThrow();
      Actor viewer = seller(Set.of(Action.VIEW), Scope.ALL, Set.of());
      Actor own = seller(Set.of(Action.VIEW, Action.EDIT), Scope.OWN, Set.of());

      assertThat(of(viewer).orElseThrow().competitors()).hasSize(1);
      assertThat(replace(viewer, CompetitorsDraft.of()))
          .matches(outcome ->
              outcome instanceof Outcome.Refused<CompetitorsView>(var refusal)
                  && refusal instanceof Forbidden);
      assertThat(of(own)).isEqualTo(Outcome.refused(NotFound.of("opportunity", deal.value())));
      assertThat(trial.as(own).opportunityCompetitors().problemsOf(deal, CompetitorsDraft.of("?")))
          .isEmpty();
      UUID unknown = new UUID(9, 9);
      assertThat(trial.as(ada).opportunityCompetitors().of(new OpportunityId(unknown)))
          .isEqualTo(Outcome.refused(NotFound.of("opportunity", unknown)));
    }

    @Test
    void are_hidden_from_whom_it_is_hidden_who_got_it() {
      replace(ada, CompetitorsDraft.of("Norwind")).orElseThrow();
      Actor masked =
          seller(Set.of(Action.VIEW, Action.EDIT), Scope.ALL, Set.of("opportunity.lostCompetitor"));

      assertThat(of(masked).orElseThrow()).isEqualTo(new CompetitorsView(deal, 2, true, List.of()));
      assertThat(replace(masked, CompetitorsDraft.of()))
          .matches(outcome ->
              outcome instanceof Outcome.Refused<CompetitorsView>(var refusal)
                  && refusal instanceof Forbidden);
      assertThat(trial.as(masked).opportunityQueries().timeline(deal, null, 10).orElseThrow())
          .allMatch(entry -> told(entry).isEmpty());
    }
  }

  private List<String> lost(String reason, String competitor) {
    return trial.as(ada).opportunities().lose(deal, new LossDraft(reason, competitor), null)
            instanceof Outcome.Refused<Opportunity>(var refusal)
        ? refusal.violations().stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }

  private CompetitorId added(String name) {
    return trial.as(ada).competitors().add(CompetitorDraft.of(name)).orElseThrow().id();
  }

  private Outcome<CompetitorsView> of(Actor actor) {
    return trial.as(actor).opportunityCompetitors().of(deal);
  }

  private Outcome<CompetitorsView> replace(Actor actor, CompetitorsDraft draft) {
    return trial.as(actor).opportunityCompetitors().replace(deal, draft);
  }

  private List<String> problems(CompetitorsDraft draft) {
    return trial.as(ada).opportunityCompetitors().problemsOf(deal, draft).stream()
        .map((Violation v) -> v.pointer() + " " + v.code())
        .toList();
  }

  private List<String> history() {
    return trial.as(ada).opportunityQueries().timeline(deal, null, 10).orElseThrow().stream()
        .map((AuditEntry entry) -> entry.action() + " " + told(entry))
        .toList();
  }

  private static String told(AuditEntry entry) {
    return entry.changes().stream()
        .filter(change -> change.field().equals("competitors"))
        .map(FieldChange::after)
        .collect(Collectors.joining());
  }

  private static Actor seller(Set<Action> actions, Scope scope, Set<String> masked) {
    return Actors.named(
        "Olga",
        new Grants(
            actions.stream()
                .collect(
                    Collectors.toMap(
                        action -> new Permission(Feature.OPPORTUNITY, action), action -> scope)),
            masked));
  }
}
