package dev.kith.crm.application.competitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.competitor.CompetitorRefusal.NameTaken;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeepingCompetitorsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  @Nested
  class The_catalogue_of_competitors {

    @Test
    void tells_who_is_met_by_name_and_keeps_who_is_met_no_more() {
      Competitor ost = added("Ostwind");
      added("Norwind");
      trial.as(ada).competitors().retire(ost.id()).orElseThrow();

      assertThat(
              trial
                  .as(ada)
                  .competitors()
                  .list(ListQuery.all(CompetitorView.CATALOGUE))
                  .orElseThrow()
                  .items()
                  .stream()
                  .map(view -> view.name() + (view.active() ? "" : " (retired)")))
          .containsExactly("Norwind", "Ostwind (retired)");
      assertThat(trial.as(ada).competitors().reinstate(ost.id()).orElseThrow().active()).isTrue();
    }

    @Test
    void has_one_competitor_of_a_name() {
      Competitor first = added("Électro Nord");

      assertThat(trial.as(ada).competitors().add(CompetitorDraft.of("ELECTRO-NORD")))
          .isEqualTo(Outcome.refused(new NameTaken("ELECTRO-NORD", first.id().value())));
    }

    @Test
    void adds_a_competitor_once_under_an_idempotency_key() {
      CompetitorDraft draft = CompetitorDraft.of("Norwind");
      Competitor first = trial.as(ada).idempotent("key").competitors().add(draft).orElseThrow();

      assertThat(trial.as(ada).idempotent("key").competitors().add(draft))
          .isEqualTo(Outcome.done(first));
    }

    @Test
    void is_edited_on_the_version_that_was_read_and_tells_what_it_was() {
      CompetitorId id = added("Norwind").id();
      CompetitorDraft known = new CompetitorDraft("Norwind", "norwind.example", "Slow.");

      assertThat(trial.as(ada).expecting(2).competitors().edit(id, known))
          .isEqualTo(Outcome.refused(new StaleVersion("competitor", id.toString(), 2, 1)));
      trial.as(ada).expecting(1).competitors().edit(id, known).orElseThrow();
      assertThat(trial.as(ada).competitors().get(id).orElseThrow().note()).isEqualTo("Slow.");
      assertThat(
              trial.storage.audit().histories(Set.of(Competitor.subjectOf(id)), null, 10).stream()
                  .map(AuditEntry::action))
          .containsExactly("competitor.edit", "competitor.add");
    }

    @Test
    void is_looked_at_by_those_who_may_and_changed_by_administrators_only() {
      CompetitorId id = added("Norwind").id();
      Actor viewer =
          Actors.named(
              "Olga",
              new Grants(
                  Map.of(new Permission(Feature.COMPETITOR, Action.VIEW), Scope.ALL), Set.of()));
      Actor nobody = Actors.named("Nora", new Grants(Map.of(), Set.of()));
      Competitors seen = trial.as(viewer).competitors();

      assertThat(seen.get(id)).isInstanceOf(Outcome.Done.class);
      assertThat(
              Stream.of(
                  seen.add(CompetitorDraft.of("X")),
                  seen.edit(id, CompetitorDraft.of("X")),
                  seen.retire(id),
                  seen.reinstate(id)))
          .allMatch(outcome ->
              outcome instanceof Outcome.Refused<Competitor>(var refusal)
                  && refusal instanceof Forbidden);
      assertThat(trial.as(nobody).competitors().list(ListQuery.all(CompetitorView.CATALOGUE)))
          .isInstanceOf(Outcome.Refused.class);
      UUID unknown = new UUID(9, 9);
      assertThat(trial.as(ada).competitors().get(new CompetitorId(unknown)))
          .isEqualTo(Outcome.refused(NotFound.of("competitor", unknown)));
    }
  }

  private Competitor added(String name) {
    return trial.as(ada).competitors().add(CompetitorDraft.of(name)).orElseThrow();
  }
}
