package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.contact.SuppressionStore;
import dev.kith.crm.application.intake.contact.SuppressionView;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.intake.contact.Suppression;
import dev.kith.crm.domain.intake.contact.SuppressionDraft;
import dev.kith.crm.domain.intake.contact.SuppressionDraft.Kind;
import dev.kith.crm.domain.intake.contact.SuppressionEntry;
import dev.kith.crm.domain.intake.contact.SuppressionId;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link SuppressionStore} promises. */
public interface SuppressionStoreContract extends StorageContract {

  Instant NOW = Leads.CAPTURED;

  @Test
  default void entries_come_back_as_they_were_and_are_replaced_version_by_version() {
    SuppressionEntry plain = entry(Kind.ADDRESS, "Ada.x@Engines.example", null);
    SuppressionEntry domain = entry(Kind.DOMAIN, "müller.example", NOW.plusSeconds(60));
    SuppressionEntry number = entry(Kind.NUMBER, "+493012345678;ext=21", null);
    kept(() -> store().add(plain));
    addAll(List.of(domain, number));

    for (SuppressionEntry entry : List.of(plain, domain, number)) {
      assertThat(store().find(entry.id())).contains(entry);
      assertThat(store().view(entry.id())).contains(SuppressionView.of(entry));
    }
    SuppressionEntry gone = plain.remove("Agreed again", NOW).orElseThrow().next();
    kept(() -> store().update(gone));
    assertThat(store().find(plain.id())).contains(gone);
    assertThat(storage().transactions().run(() -> store().update(gone)))
        .isEqualTo(Outcome.refused(new StaleVersion("suppression", plain.id().toString(), 1, 2)));
  }

  @Test
  default void those_on_the_list_are_found_by_the_keys_of_their_targets() {
    SuppressionEntry one = entry(Kind.ADDRESS, "ada@engines.example", null);
    SuppressionEntry twice = entry(Kind.ADDRESS, "ADA@engines.example", NOW.plusSeconds(60));
    SuppressionEntry domain = entry(Kind.DOMAIN, "engines.example", null);
    SuppressionEntry other = entry(Kind.NUMBER, "+493012345678", null);
    SuppressionEntry gone = entry(Kind.DOMAIN, "engines.example", null);
    addAll(List.of(one, twice, domain, other, gone));
    kept(() -> store().update(gone.remove("Why not", NOW).orElseThrow().next()));

    Set<String> keys = Suppression.keysOf(email("Ada@Engines.Example"), null);
    assertThat(store().having(keys)).containsExactlyInAnyOrder(one, twice, domain);
    assertThat(store().having(List.of("number:493012345678"))).containsExactly(other);
    assertThat(store().having(List.of())).isEmpty();
  }

  @Test
  default void the_list_is_filtered_searched_sorted_and_paged() {
    List<SuppressionEntry> all =
        IntStream.range(0, 7)
            .mapToObj(i -> entry(Kind.ADDRESS, "p" + i + "@x" + i % 2 + ".example", null))
            .toList();
    SuppressionEntry domain = entry(Kind.DOMAIN, "x1.example", NOW.plusSeconds(60));
    addAll(all);
    addAll(List.of(domain));

    List<String> targets = new ArrayList<>();
    Cursor after = null;
    do {
      Page<SuppressionView> page =
          store().list(query(Filter.everything(), null, ListQuery.Bin.LIVE, 3, after));
      page.items().forEach(view -> targets.add(view.target()));
      after = page.next();
    } while (after != null);
    assertThat(targets).hasSize(8).isSorted().doesNotHaveDuplicates();
    assertThat(
            store()
                .list(query(Filter.everything(), "X1 bounc", ListQuery.Bin.LIVE, 50, null))
                .items())
        .hasSize(4);
    kept(() -> store().update(domain.remove("Why not", NOW).orElseThrow().next()));
    assertThat(
            store().list(query(Filter.everything(), null, ListQuery.Bin.DELETED, 50, null)).items())
        .extracting(SuppressionView::removal)
        .containsExactly("Why not");
  }

  private static ListQuery query(
      Filter filter,
      @Nullable String search,
      ListQuery.Bin bin,
      int limit,
      @Nullable Cursor after) {
    return new ListQuery(
        filter, search, bin, List.of(new SortKey("target", false)), Set.of(), limit, after, false);
  }

  private void addAll(List<SuppressionEntry> entries) {
    kept(() -> {
      store().addAll(entries);
      return Outcome.done(entries);
    });
  }

  private static EmailAddress email(String text) {
    return EmailAddress.parse(text).orElseThrow();
  }

  private static SuppressionEntry entry(Kind kind, String target, @Nullable Instant until) {
    return SuppressionEntry.add(
            new SuppressionId(Leads.anId().value()),
            new SuppressionDraft(kind, target, "Bounced “hard”", until),
            LeadDrafts.PHONES,
            NOW)
        .orElseThrow()
        .next();
  }

  private SuppressionStore store() {
    return storage().suppressions();
  }
}
