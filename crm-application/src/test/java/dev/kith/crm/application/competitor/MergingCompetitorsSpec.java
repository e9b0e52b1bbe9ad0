package dev.kith.crm.application.competitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.competitor.CompetitorUse.Met;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.CompetitorsView;
import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorEvent;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.competitor.CompetitorRefusal;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Threat;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two competitors of the catalogue that turn out to be one. */
class MergingCompetitorsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private CompetitorId nor;
  private CompetitorId norAg;
  private CompetitorId ost;

  @BeforeEach
  void setUp() {
    trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    nor = added("Norwind");
    norAg = added("Nor-Wind AG");
    ost = added("Ostwind");
  }

  @Nested
  class A_merge {

    @Test
    void makes_every_opportunity_name_the_winner_that_named_the_loser() {
      OpportunityId bid = deal(null, "Ostwind", "Nor-Wind AG");
      OpportunityId lost = deal(null);
      lose(lost, "Nor-Wind AG");
      OpportunityId binned = deal(null, "Nor-Wind AG");
      trial.as(ada).opportunities().delete(binned).orElseThrow();
      OpportunityId other = deal(null, "Ostwind");
      merge();

      assertThat(names(bid)).containsExactly("Ostwind", "Norwind");
      assertThat(names(lost)).containsExactly("Norwind");
      assertThat(found(lost).loss().competitorId()).isEqualTo(nor);
      assertThat(names(binned)).containsExactly("Norwind");
      assertThat(history(bid))
          .containsExactly("opportunity.meet", "opportunity.competitors", "opportunity.create");
      assertThat(history(other)).containsExactly("opportunity.competitors", "opportunity.create");
      assertThat(trial.crm.as(Actor.SYSTEM).auditTrail().verify().orElseThrow().isIntact())
          .isTrue();
    }

    @Test
    void leaves_one_of_both_with_the_higher_threat_and_both_notes() {
      OpportunityId deal = deal(null);
      trial
          .as(ada)
          .opportunityCompetitors()
          .replace(
              deal,
              new CompetitorsDraft(
                  List.of(
                      new CompetitorsDraft.Entry("Norwind", "low", "Was there first."),
                      new CompetitorsDraft.Entry("Ostwind", null, null),
                      new CompetitorsDraft.Entry("Nor-Wind AG", "high", "Knows the buyer."))))
          .orElseThrow();
      merge();
      assertThat(of(deal).competitors())
          .containsExactly(
              new CompetitorsView.Entry(
                  nor, "Norwind", true, Threat.HIGH, "Was there first.\n\nKnows the buyer.", false),
              new CompetitorsView.Entry(ost, "Ostwind", true, null, null, false));
    }

    @Test
    void tells_both_and_hides_the_loser_from_the_catalogue() {
      merge();
      assertThat(trial.as(ada).competitors().get(norAg).orElseThrow().mergedInto()).isEqualTo(nor);
      assertThat(
              trial
                  .as(ada)
                  .competitors()
                  .list(ListQuery.all(CompetitorView.CATALOGUE))
                  .orElseThrow()
                  .items())
          .extracting(CompetitorView::name)
          .containsExactly("Norwind", "Ostwind");
      CompetitorEvent.Merging merging = new CompetitorEvent.Merging(nor, norAg, "Nor-Wind AG");
      assertThat(
              trial.storage.outbox().after((@Nullable UUID) null, 1_000).stream()
                  .map(EventEnvelope::event)
                  .filter(CompetitorEvent.Merged.class::isInstance))
          .containsExactlyInAnyOrder(
              new CompetitorEvent.Merged(nor, merging), new CompetitorEvent.Merged(norAg, merging));
      for (CompetitorId each : List.of(nor, norAg)) {
        assertThat(
                trial
                    .storage
                    .audit()
                    .histories(Set.of(Competitor.subjectOf(each)), null, 10)
                    .stream()
                    .map(AuditEntry::action))
            .containsExactly("competitor.merge", "competitor.add");
      }
    }

    @Test
    void lets_the_name_and_the_id_of_the_loser_find_the_winner() {
      merge();
      trial.as(ada).competitors().merge(ost, "Norwind").orElseThrow();
      OpportunityId byName = deal(null, "nor wind ag");
      OpportunityId byId = deal(null, norAg.toString());
      assertThat(names(byName)).containsExactly("Ostwind");
      assertThat(names(byId)).containsExactly("Ostwind");
      lose(byName, "NORWIND AG");
      assertThat(found(byName).loss().competitorId()).isEqualTo(ost);
      CompetitorView first = trial.as(ada).competitors().get(norAg).orElseThrow();
      assertThat(trial.as(ada).competitors().standsFor(first)).isEqualTo(ost);
    }

    @Test
    void is_done_once_and_changes_nothing_the_second_time() {
      OpportunityId deal = deal(null, "Nor-Wind AG");
      merge();
      long version = found(deal).revision().version();
      Competitor again = merge();
      assertThat(again.revision().version()).isEqualTo(2);
      assertThat(found(deal).revision().version()).isEqualTo(version);
    }

    @Test
    void takes_along_the_second_time_what_named_the_loser_in_the_same_instant() {
      OpportunityId deal = deal(null);
      merge();
      trial
          .storage
          .transactions()
          .always(() -> {
            trial
                .storage
                .opportunityCompetitors()
                .replace(deal, List.of(new OpportunityCompetitor(norAg, Threat.LOW, null)));
            return deal;
          });
      assertThat(names(deal)).containsExactly("Nor-Wind AG");
      merge();
      assertThat(names(deal)).containsExactly("Norwind");
    }

    @Test
    void is_refused_with_its_reason() {
      Competitors all = trial.as(ada).competitors();
      assertThat(code(all.merge(nor, "Nobody"))).isEqualTo("unknown-competitor");
      assertThat(code(all.merge(nor, " "))).isEqualTo("unknown-competitor");
      assertThat(code(all.merge(nor, "norwind"))).isEqualTo("same-competitor");
      assertThat(trial.as(ada).expecting(7).competitors().merge(nor, "Nor-Wind AG"))
          .isEqualTo(Outcome.refused(new StaleVersion("competitor", nor.toString(), 7, 1)));
      Actor viewer = seeing(Scope.ALL, Set.of());
      assertThat(trial.as(viewer).competitors().merge(nor, "Nor-Wind AG"))
          .matches(outcome ->
              outcome instanceof Outcome.Refused<Competitor>(var refusal)
                  && refusal instanceof Forbidden);
      merge();
      Outcome<?> merged = Outcome.refused(new CompetitorRefusal.Merged(norAg.value(), nor.value()));
      assertThat(all.retire(norAg)).isEqualTo(merged);
      assertThat(all.reinstate(norAg)).isEqualTo(merged);
      assertThat(all.edit(norAg, CompetitorDraft.of("Else"))).isEqualTo(merged);
      assertThat(all.merge(ost, norAg.toString())).isEqualTo(merged);
    }
  }

  @Nested
  class The_page_of_a_competitor {

    @Test
    void counts_the_opportunities_that_the_reader_sees() {
      UserId olga = Actors.userId("Olga");
      deal(olga, "Norwind");
      deal(null, "Norwind", "Ostwind");
      lose(deal(olga, "Norwind"), "Norwind");
      lose(deal(null, "Norwind"), "Ostwind");
      OpportunityId binned = deal(null, "Norwind");
      trial.as(ada).opportunities().delete(binned).orElseThrow();

      assertThat(trial.as(ada).competitors().met(nor)).isEqualTo(Outcome.done(new Met(2, 1)));
      assertThat(trial.as(ada).competitors().met(ost)).isEqualTo(Outcome.done(new Met(1, 1)));
      assertThat(trial.as(seeing(Scope.OWN, Set.of())).competitors().met(nor))
          .isEqualTo(Outcome.done(new Met(1, 1)));
      merge();
      assertThat(trial.as(ada).competitors().met(nor)).isEqualTo(Outcome.done(new Met(2, 1)));
    }

    @Test
    void tells_nothing_to_those_from_whom_competitors_of_opportunities_are_hidden() {
      Actor masked = seeing(Scope.ALL, Set.of("opportunity.lostCompetitor"));
      assertThat(code(trial.as(masked).competitors().met(nor))).isEqualTo("forbidden");
    }
  }

  private static Actor seeing(Scope scope, Set<String> masked) {
    return Actors.named(
        "Olga",
        new Grants(
            Map.of(
                new Permission(Feature.COMPETITOR, Action.VIEW),
                Scope.ALL,
                new Permission(Feature.OPPORTUNITY, Action.VIEW),
                scope),
            masked));
  }

  private static String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal)
        ? refusal.violations().stream().map(Violation::code).findFirst().orElse(refusal.code())
        : "";
  }

  private Competitor merge() {
    return trial.as(ada).competitors().merge(nor, "Nor-Wind AG").orElseThrow();
  }

  private CompetitorId added(String name) {
    return trial.as(ada).competitors().add(CompetitorDraft.of(name)).orElseThrow().id();
  }

  private OpportunityId deal(@Nullable UserId owner, String... competitors) {
    OpportunityId deal =
        trial
            .as(ada)
            .opportunities()
            .create(new Create(OpportunityDraft.named("Turbines"), owner, null, null))
            .orElseThrow()
            .id();
    if (competitors.length > 0) {
      trial
          .as(ada)
          .opportunityCompetitors()
          .replace(deal, CompetitorsDraft.of(competitors))
          .orElseThrow();
    }
    return deal;
  }

  private void lose(OpportunityId deal, String to) {
    trial.as(ada).opportunities().lose(deal, new LossDraft("price", to), null).orElseThrow();
  }

  private Opportunity found(OpportunityId deal) {
    return trial.storage.opportunities().find(deal).orElseThrow();
  }

  private CompetitorsView of(OpportunityId deal) {
    return trial.as(ada).opportunityCompetitors().of(deal).orElseThrow();
  }

  private List<String> names(OpportunityId deal) {
    return of(deal).competitors().stream().map(CompetitorsView.Entry::name).toList();
  }

  private List<String> history(OpportunityId deal) {
    return trial.storage.audit().histories(Set.of(Opportunity.subjectOf(deal)), null, 10).stream()
        .map(AuditEntry::action)
        .toList();
  }
}
