package dev.kith.crm.application.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.quality.QualityOfLeads;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.testkit.TrialCrm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccessToLeadsSpec {

  private static final ListQuery ALL =
      ListQuery.all(LeadFields.CATALOGUE).limitedTo(ListQuery.LARGEST_LIMIT);

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  @Nested
  class Whatever_somebodys_roles_are {

    @Test
    void list_get_search_count_export_timeline_and_figures_show_the_same_leads() {
      List<UserId> people =
          List.of(Actors.userId("Olga"), Actors.userId("Paul"), Actors.userId("Nora"));
      Seeded population = Seeded.of(17);
      List<Lead> leads = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        UserId owner = population.percent(20) ? null : population.oneOf(people);
        leads.add(
            trial
                .leads(ada)
                .capture(new Capture(LeadDrafts.company("Acme " + i), owner))
                .orElseThrow());
      }
      Seeded.cases(
          100,
          random -> {
            Actor actor = anybody(random, people);
            LeadQueries queries = trial.queries(actor);
            Set<LeadId> visible =
                leads.stream()
                    .filter(l -> sees(actor, l))
                    .map(Lead::id)
                    .collect(Collectors.toSet());

            if (!actor.may(new Permission(Feature.LEAD, Action.VIEW))) {
              Outcome<?> forbidden =
                  Outcome.refused(
                      new Forbidden("lead:view", "This needs the permission lead:view."));
              assertThat(queries.list(ALL)).isEqualTo(forbidden);
              assertThat(queries.figures()).isEqualTo(forbidden);
            } else {
              assertThat(ids(queries.list(ALL).orElseThrow().items())).isEqualTo(visible);
              assertThat(ids(queries.list(ALL.searching("acme")).orElseThrow().items()))
                  .isEqualTo(visible);
              assertThat(queries.list(ALL.limitedTo(1).withCount()).orElseThrow().total())
                  .isEqualTo(visible.size());
              assertThat(queries.figures().orElseThrow().total()).isEqualTo(visible.size());
            }
            assertThat(exported(actor)).isEqualTo(visible);
            for (Lead lead : leads) {
              Outcome<?> notFound = Outcome.refused(NotFound.of("lead", lead.id().value()));
              boolean seen = visible.contains(lead.id());
              assertThat(queries.get(lead.id()).equals(notFound)).isEqualTo(!seen);
              assertThat(queries.timeline(lead.id(), null, 1).equals(notFound)).isEqualTo(!seen);
            }
          });
    }

    /** What the rules say, put down once more in the plainest way. */
    private static boolean sees(Actor actor, Lead lead) {
      Scope scope = actor.grants().scopes().get(new Permission(Feature.LEAD, Action.VIEW));
      if (scope == null) {
        return false;
      }
      return switch (scope) {
        case ALL -> true;
        case OWN -> actor.id().equals(lead.owner());
        case TEAM ->
            actor.id().equals(lead.owner())
                || (lead.owner() != null && actor.colleagues().contains(lead.owner()));
      };
    }

    /**
     * Exporting needs both permissions; here each has the same scope, so that the export shows what
     * the list does.
     */
    private Set<LeadId> exported(Actor actor) {
      Map<Permission, Scope> scopes = new LinkedHashMap<>(actor.grants().scopes());
      Scope view = scopes.get(new Permission(Feature.LEAD, Action.VIEW));
      if (view == null) {
        return Set.of();
      }
      scopes.put(new Permission(Feature.LEAD, Action.EXPORT), view);
      Actor exporter =
          new Actor(
              actor.kind(),
              actor.id(),
              actor.name(),
              new Grants(scopes, Set.of()),
              actor.colleagues());
      List<LeadView> views = new ArrayList<>();
      long count = trial.queries(exporter).export(ALL, views::add).orElseThrow();
      assertThat(views).hasSize((int) count);
      return ids(views);
    }

    private static Actor anybody(Seeded random, List<UserId> people) {
      Map<Permission, Scope> scopes = new LinkedHashMap<>();
      random
          .someOf(List.of(Action.values()))
          .forEach(action ->
              scopes.put(new Permission(Feature.LEAD, action), random.oneOf(Scope.values())));
      return new Actor(
          Actor.Kind.USER,
          random.oneOf(people),
          "Somebody",
          new Grants(scopes, Set.of()),
          new HashSet<>(random.someOf(people)));
    }
  }

  @Nested
  class An_export {

    @Test
    void needs_its_own_permission_and_leaves_out_what_that_does_not_reach() {
      Actor paul = Actors.named("Paul", Actors.onLeads(Scope.ALL, List.of(Action.VIEW)));
      Lead pauls =
          trial.leads(ada).capture(new Capture(LeadDrafts.company("A"), paul.id())).orElseThrow();
      trial.leads(ada).capture(new Capture(LeadDrafts.company("B"))).orElseThrow();

      assertThat(
              trial
                  .queries(paul)
                  .export(
                      ALL,
                      view -> {
                        throw new AssertionError("exported");
                      }))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("lead:export", "This needs the permission lead:export.")));
      Actor exporter =
          Actors.named("Paul", paul.grants().or(Actors.onLeads(Scope.OWN, List.of(Action.EXPORT))));
      List<LeadView> views = new ArrayList<>();
      assertThat(trial.queries(exporter).export(ALL, views::add)).isEqualTo(Outcome.done(1L));
      assertThat(ids(views)).isEqualTo(Set.of(pauls.id()));
    }

    @Test
    void leaves_a_trace_with_the_one_who_did_it() {
      trial.leads(ada).capture(new Capture(LeadDrafts.ada())).orElseThrow();
      trial.queries(ada).export(ALL, view -> {}).orElseThrow();

      var entry = trial.storage.audit().activity(ada.id().value(), null, 1).getFirst();
      assertThat(entry.action()).isEqualTo("lead.export");
      assertThat(entry.changes()).containsExactly(new FieldChange("leads", null, "1"));
    }

    @Test
    void leaves_a_trace_of_what_was_taken_before_it_broke_off() {
      trial.leads(ada).capture(new Capture(LeadDrafts.ada())).orElseThrow();
      trial.leads(ada).capture(new Capture(LeadDrafts.company("Engines"))).orElseThrow();
      assertThatThrownBy(() ->
              trial
                  .queries(ada)
                  .export(
                      ALL,
                      view -> {
                        throw new UncheckedIOException(new IOException("hung up"));
                      }))
          .hasRootCauseMessage("hung up");

      var entry = trial.storage.audit().activity(ada.id().value(), null, 1).getFirst();
      assertThat(entry.action()).isEqualTo("lead.export");
      assertThat(entry.changes())
          .containsExactlyInAnyOrder(
              new FieldChange("leads", null, "1"), new FieldChange("brokenOff", null, "true"));
    }
  }

  @Nested
  class A_hidden_field {

    private final Lead lead =
        trial.leads(ada).capture(new Capture(LeadDrafts.ada(), ada.id())).orElseThrow();

    @Test
    void is_missing_wherever_the_lead_is_read() {
      LeadQueries queries = trial.queries(Actors.masked(ada, "lead.phone", "lead.owner"));
      trial
          .leads(ada)
          .edit(
              lead.id(),
              new Leads.Edit(Map.of(LeadField.PHONE, java.util.Optional.of("+4930123456"))));
      LeadView shown = queries.get(lead.id()).orElseThrow();

      assertThat(shown.get(LeadField.PHONE)).isNull();
      assertThat(shown.owner()).isNull();
      assertThat(shown.get(LeadField.EMAIL)).isEqualTo("ada@engines.example");
      assertThat(queries.list(ALL).orElseThrow().items()).containsExactly(shown);
      List<LeadView> exported = new ArrayList<>();
      queries.export(ALL, exported::add).orElseThrow();
      assertThat(exported).containsExactly(shown);
      assertThat(
              queries.timeline(lead.id(), null, 10).orElseThrow().stream()
                  .flatMap(e -> e.changes().stream())
                  .map(FieldChange::field))
          .contains("email")
          .doesNotContain("phone", "owner");
    }

    @Test
    void cannot_be_probed_by_filter_sort_or_search() {
      LeadQueries queries = trial.queries(Actors.masked(ada, "lead.email"));
      Filter probe = new Filter.Compare("email", Filter.Op.CONTAINS, List.of("a"));
      assertThat(queries.list(ALL.where(new Filter.Not(new Filter.Or(List.of(probe))))))
          .isEqualTo(unknown("email"));
      assertThat(queries.list(ALL.sortedBy(new SortKey("name", false)))).isEqualTo(unknown("name"));
      assertThat(queries.export(ALL.where(probe), view -> {})).isEqualTo(unknown("email"));
      assertThat(queries.list(ALL.searching("ada")))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      new Violation(
                          "",
                          "search-hidden",
                          "Searching is not possible while fields are hidden from you; use"
                              + " filters."))));
      assertThat(queries.fields().names(f -> true))
          .doesNotContain("email", "name")
          .contains("company");
    }

    @Test
    void that_was_the_only_name_is_shown_as_hidden() {
      Lead nameless =
          trial.leads(ada).capture(new Capture(LeadDraft.EMPTY.email("x@x.example"))).orElseThrow();
      assertThat(
              trial
                  .queries(Actors.masked(ada, "lead.email"))
                  .get(nameless.id())
                  .orElseThrow()
                  .displayName())
          .isEqualTo("(hidden)");
    }

    @Test
    void hide_the_quality_too_where_they_count_for_it() {
      for (String field : List.of("givenName", "email", "phone", "country", "source")) {
        LeadQueries queries = trial.queries(Actors.masked(ada, "lead." + field));
        assertThat(queries.get(lead.id()).orElseThrow().quality()).isNull();
        assertThat(queries.list(ALL.sortedBy(new SortKey("quality", false))))
            .isEqualTo(unknown("quality"));
      }
      assertThat(
              trial
                  .queries(Actors.masked(ada, "lead.region"))
                  .get(lead.id())
                  .orElseThrow()
                  .quality())
          .isEqualTo(QualityOfLeads.of(lead.content()));
    }

    private static <T> Outcome<T> unknown(String field) {
      return Outcome.refused(
          Invalid.of(Violation.at(field, "unknown-field", "There is no field " + field + ".")));
    }
  }

  private static Set<LeadId> ids(List<LeadView> views) {
    return views.stream().map(LeadView::id).collect(Collectors.toSet());
  }
}
