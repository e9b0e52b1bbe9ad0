package dev.kith.crm.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadQueries.Figures;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leads on each database: what is done is found again. */
class JourneyTest {

  @Nested
  class On_h2 extends Journey {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    Databases.Fresh database() {
      return DATABASE;
    }
  }

  @Nested
  class On_an_h2_file extends Journey {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2File();

    @Override
    Databases.Fresh database() {
      return DATABASE;
    }
  }

  @Nested
  class On_postgresql extends Journey {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    Databases.Fresh database() {
      return DATABASE;
    }
  }

  abstract static class Journey {

    abstract Databases.Fresh database();

    private LeadDesk desk() {
      return LeadDesk.on(database().storage());
    }

    @Test
    void a_lead_is_captured_changed_listed_and_found_with_its_history() {
      var desk = desk();
      Leads leads = desk.leads();
      LeadDraft ada =
          LeadDraft.named("Ada", "Lovelace")
              .company("Analytical Engines")
              .email("Ada@Example.org")
              .phone("+49 30 1234567")
              .with(LeadField.COUNTRY, "DE");
      Lead captured = leads.capture(new Leads.Capture(ada)).orElseThrow();
      Lead working = leads.startWork(captured.id()).orElseThrow();
      Lead out =
          leads.disqualify(captured.id(), LeadStatus.Reason.NO_BUDGET, "next year").orElseThrow();

      assertThat(database().storage().leads().find(captured.id())).contains(out);
      assertThat(working.revision().version()).isEqualTo(2);
      LeadView view = LeadView.of(out, null);
      assertThat(desk.queries().get(captured.id())).isEqualTo(Outcome.done(view));
      for (String search : List.of("love ADA", "030 1234", "engines", "+49", "da@ex")) {
        ListQuery query = ListQuery.all(LeadFields.CATALOGUE).searching(search).withCount();
        var page = desk.queries().list(query).orElseThrow();
        assertThat(page.items()).as(search).containsExactly(view);
        assertThat(page.total()).isEqualTo(1);
      }
      assertThat(desk.queries().timeline(captured.id(), null, 10).orElseThrow())
          .extracting(e -> e.position() + e.action())
          .containsExactly("3lead.disqualify", "2lead.start-work", "1lead.capture");
      assertThat(database().storage().outbox().after(null, 10))
          .extracting(e -> e.event().type())
          .containsExactly("lead.captured.v1", "lead.work-started.v1", "lead.disqualified.v1");
      Figures figures = desk.queries().figures().orElseThrow();
      assertThat(figures.total()).isEqualTo(1);
      assertThat(figures.byStatus()).containsEntry(LeadStatus.Name.DISQUALIFIED, 1L);
    }

    @Test
    void a_taken_address_is_refused_and_free_again_after_deletion() {
      Leads leads = desk().leads();
      LeadDraft draft = LeadDraft.named("A", "B").email("a@example.org");
      Lead first = leads.capture(new Leads.Capture(draft)).orElseThrow();
      Lead other = leads.capture(new Leads.Capture(draft.email("b@example.org"))).orElseThrow();

      assertThat(leads.capture(new Leads.Capture(draft.email("A@example.org"))))
          .isEqualTo(
              Outcome.refused(new LeadRefusal.EmailTaken("A@example.org", first.id().value())));
      leads.delete(first.id()).orElseThrow();
      Lead second = leads.capture(new Leads.Capture(draft)).orElseThrow();
      assertThat(leads.restore(first.id()))
          .isEqualTo(
              Outcome.refused(new LeadRefusal.EmailTaken("a@example.org", second.id().value())));
      assertThat(
              leads.edit(
                  other.id(),
                  new Leads.Edit(Map.of(LeadField.EMAIL, Optional.of("a@EXAMPLE.org")))))
          .isEqualTo(
              Outcome.refused(new LeadRefusal.EmailTaken("a@example.org", second.id().value())));
    }

    @Test
    void a_batch_under_a_key_is_answered_again_as_it_was() {
      var desk = desk();
      List<Leads.Capture> batch = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        batch.add(
            new Leads.Capture(
                LeadDraft.named("Lead", "No " + i).email("lead" + (i % 19) + "@example.org")));
      }
      var first =
          desk.leads(Context.of(Actor.SYSTEM).idempotent("key-1", () -> {}))
              .captureAll(batch, false)
              .orElseThrow();
      List<Boolean> replayed = new ArrayList<>();
      var again =
          desk.leads(Context.of(Actor.SYSTEM).idempotent("key-1", () -> replayed.add(true)))
              .captureAll(batch, false)
              .orElseThrow();

      assertThat(replayed).containsExactly(true);
      assertThat(again.subList(0, 19)).isEqualTo(first.subList(0, 19));
      assertThat(first.get(19)).isInstanceOf(Outcome.Refused.class);
      var before = ((Outcome.Refused<Lead>) first.get(19)).refusal();
      var after = ((Outcome.Refused<Lead>) again.get(19)).refusal();
      assertThat(
              List.of(
                  after.kind(), after.code(), after.detail(), after.facts(), after.violations()))
          .isEqualTo(
              List.of(
                  before.kind(),
                  before.code(),
                  before.detail(),
                  before.facts(),
                  before.violations()));
      assertThat(desk.queries().figures().orElseThrow().total()).isEqualTo(19);
    }

    @Test
    void pages_follow_each_other_without_gap_in_any_order() {
      var desk = desk();
      List<Leads.Capture> batch = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        LeadDraft draft = LeadDraft.named("Lead", "Name " + i % 7).source("source " + i % 2);
        batch.add(new Leads.Capture(i % 3 == 0 ? draft : draft.company("Company " + i % 5)));
      }
      desk.leads().captureAll(batch, true).orElseThrow();

      for (String order :
          List.of(
              "name",
              "-name",
              "company",
              "-company",
              "company -name",
              "-company name",
              "-score company",
              "score -createdAt")) {
        SortKey[] keys =
            Arrays.stream(order.split(" "))
                .map(k ->
                    k.startsWith("-") ? new SortKey(k.substring(1), true) : new SortKey(k, false))
                .toArray(SortKey[]::new);
        ListQuery query = ListQuery.all(LeadFields.CATALOGUE).sortedBy(keys).limitedTo(4);
        List<LeadView> all = new ArrayList<>();
        desk.queries().export(query, all::add).orElseThrow();
        List<LeadView> paged = new ArrayList<>();
        var page = desk.queries().list(query).orElseThrow();
        paged.addAll(page.items());
        while (page.next() != null) {
          page = desk.queries().list(query.after(page.next())).orElseThrow();
          paged.addAll(page.items());
        }
        assertThat(paged).as(order).hasSize(30).isEqualTo(all);
      }
      Filter not =
          new Filter.Not(new Filter.Compare("company", Filter.Op.CONTAINS, List.of("ANY 1")));
      assertThat(
              desk.queries()
                  .list(ListQuery.all(LeadFields.CATALOGUE).where(not).withCount())
                  .orElseThrow()
                  .total())
          .isEqualTo(26);
    }

    @Test
    void the_secret_stays_and_the_check_passes() {
      database().storage().check();
      assertThat(database().storage().signingKey())
          .hasSize(32)
          .isEqualTo(database().storage().signingKey());
    }
  }
}
