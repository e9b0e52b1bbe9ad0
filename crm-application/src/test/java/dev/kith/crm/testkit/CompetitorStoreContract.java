package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.competitor.CompetitorStore;
import dev.kith.crm.application.competitor.CompetitorView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.competitor.CompetitorRefusal.NameTaken;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link CompetitorStore} promises. */
public interface CompetitorStoreContract extends StorageContract {

  Instant NOW = Leads.CAPTURED;

  @Test
  default void a_competitor_comes_back_as_it_was_version_by_version() {
    Competitor first = added(new CompetitorDraft("Köln „K“", "köln.example", "Dear.\nGood."));
    Competitor beside = added(CompetitorDraft.of("Back & Forth"));
    CompetitorId unknown = new CompetitorId(Leads.anId().value());

    assertThat(store().find(first.id())).contains(first);
    assertThat(store().find(unknown)).isEmpty();
    assertThat(store().findAll(List.of(first.id(), unknown, beside.id())))
        .containsExactlyInAnyOrder(first, beside);
    assertThat(store().findAll(List.of())).isEmpty();

    Competitor second = kept(first.retire(NOW.plusSeconds(1)).next());
    assertThat(store().find(first.id())).contains(second);
    assertThat(storage().transactions().run(() -> store().update(second)))
        .isEqualTo(Outcome.refused(new StaleVersion("competitor", first.id().toString(), 1, 2)));
    Competitor third =
        kept(second.edit(CompetitorDraft.of("Köln II"), NOW.plusSeconds(2)).orElseThrow().next());
    assertThat(store().named(List.of("Köln „K“"))).isEmpty();
    assertThat(store().named(List.of("koln ii"))).containsExactly(third);
  }

  @Test
  default void a_name_is_found_and_taken_however_it_is_spelt_even_when_retired() {
    Competitor first = added(CompetitorDraft.of("Électro-Nord 7"));
    Competitor other = added(CompetitorDraft.of("Ostwind 7"));
    Competitor signs = added(CompetitorDraft.of("+++"));
    kept(first.retire(NOW).next());

    assertThat(store().named(List.of("electro nord7", "OSTWIND-7", "Nobody 7")))
        .extracting(Competitor::id)
        .containsExactlyInAnyOrder(first.id(), other.id());
    assertThat(store().named(List.of("+++"))).containsExactly(signs);
    assertThat(store().named(List.of())).isEmpty();
    assertThat(adding(CompetitorDraft.of("ELECTRONORD 7")))
        .isEqualTo(Outcome.refused(new NameTaken("ELECTRONORD 7", first.id().value())));
    Competitor renamed = other.edit(CompetitorDraft.of("electro nord 7"), NOW).orElseThrow().next();
    assertThat(storage().transactions().run(() -> store().update(renamed)))
        .isEqualTo(Outcome.refused(new NameTaken("electro nord 7", first.id().value())));
    assertThat(kept(other.edit(CompetitorDraft.of("Ost-Wind 7"), NOW).orElseThrow().next()))
        .isEqualTo(store().find(other.id()).orElseThrow());
  }

  @Test
  default void one_that_was_merged_is_found_by_its_id_and_name_but_not_in_the_catalogue() {
    Competitor winner = added(CompetitorDraft.of("Merged winner"));
    Competitor loser = added(CompetitorDraft.of("Merged loser"));
    Competitor.Union union = winner.takeIn(loser, NOW.plusSeconds(1)).orElseThrow();
    kept(union.winner().next());
    Competitor gone = kept(union.loser().next());

    assertThat(store().find(loser.id())).contains(gone);
    assertThat(gone.mergedInto()).isEqualTo(winner.id());
    assertThat(store().named(List.of("merged loser"))).containsExactly(gone);
    assertThat(store().standing(gone)).isEqualTo(union.winner().next());
    assertThat(store().standing(union.winner().next())).isEqualTo(union.winner().next());
    assertThat(names(ListQuery.all(CompetitorView.CATALOGUE).searching("Merged")))
        .containsExactly("Merged winner");
  }

  @Test
  default void competitors_are_searched_filtered_and_sorted_page_by_page() {
    added(new CompetitorDraft("Pg Blade", null, "PageRotor, long"));
    Competitor gone = added(new CompetitorDraft("Pg Cable", "pagerotor.example", "short"));
    added(CompetitorDraft.of("pg anchor PAGEROTOR"));
    added(CompetitorDraft.of("Pg Mast"));
    kept(gone.retire(NOW).next());
    ListQuery all = ListQuery.all(CompetitorView.CATALOGUE).searching("PageRotor");

    assertThat(names(all)).containsExactly("pg anchor PAGEROTOR", "Pg Blade", "Pg Cable");
    assertThat(names(all.searching("long pagerotor"))).containsExactly("Pg Blade");
    assertThat(names(all.sortedBy(new SortKey("name", true))))
        .containsExactly("Pg Cable", "Pg Blade", "pg anchor PAGEROTOR");
    ListQuery retired =
        ListRequests.parse(
                CompetitorView.CATALOGUE,
                Map.of("filter", "active eq false and website contains 'pagerotor'"),
                new byte[32])
            .orElseThrow();
    assertThat(names(retired)).containsExactly("Pg Cable");
    ListQuery two = all.limitedTo(2).withCount();
    assertThat(store().page(two).total()).isEqualTo(3);
    assertThat(names(two.after(store().page(two).next()))).containsExactly("Pg Cable");
    assertThat(names(all.in(ListQuery.Bin.DELETED))).isEmpty();
  }

  @RepeatedTest(3)
  default void of_many_who_add_the_same_name_at_once_exactly_one_does() {
    Workspace ada = new AccessWorld(storage()).asAda();
    String name = "race " + Leads.anId();

    List<Outcome<Competitor>> outcomes =
        Beside.all(8, i -> ada.competitors().add(CompetitorDraft.of(name)));

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    Competitor kept = store().named(List.of(name)).getFirst();
    assertThat(outcomes.stream().filter(Outcome.Refused.class::isInstance))
        .allMatch(o -> o.equals(Outcome.refused(new NameTaken(name, kept.id().value()))))
        .hasSize(7);
  }

  private List<String> names(ListQuery query) {
    return store().page(query).items().stream().map(CompetitorView::name).toList();
  }

  private Outcome<Competitor> adding(CompetitorDraft draft) {
    Competitor competitor =
        Competitor.add(new CompetitorId(Leads.anId().value()), draft, NOW).orElseThrow().next();
    return storage().transactions().run(() -> store().add(competitor));
  }

  private Competitor added(CompetitorDraft draft) {
    return adding(draft).orElseThrow();
  }

  private Competitor kept(Competitor next) {
    return storage().transactions().run(() -> store().update(next)).orElseThrow();
  }

  private CompetitorStore store() {
    return storage().competitors();
  }
}
