package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.duplicates.merge.MergeStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link MergeStore} promises. */
public interface MergeStoreContract extends StorageContract {

  Instant LATER = Leads.CAPTURED.plusSeconds(3600);
  UserId OLGA = Actors.userId("Olga");
  Visibility ALL = new Visibility.All();

  @Test
  default void a_merge_comes_back_as_it_was_kept_and_as_it_was_undone() {
    Merge merge = add(merge(MergeKind.CONTACT, Leads.anId(), OLGA, Leads.anId(), Leads.anId()));
    assertThat(merges().find(merge.id())).contains(merge);

    Merge undone = merge.undo(List.of("company", "owner"), LATER).orElseThrow().next();
    assertThat(update(undone)).isEqualTo(Outcome.done(undone));
    assertThat(merges().find(merge.id())).contains(undone);
    assertThat(merges().find(new MergeId(Leads.anId().value()))).isEmpty();
  }

  @Test
  default void a_stale_update_is_refused_and_changes_nothing() {
    Merge merge = add(merge(MergeKind.CONTACT, Leads.anId(), OLGA, Leads.anId()));
    Merge undone = merge.undo(List.of(), LATER).orElseThrow().next();
    update(undone).orElseThrow();

    assertThat(update(merge.undo(List.of("company"), LATER).orElseThrow().next()))
        .isEqualTo(Outcome.refused(new StaleVersion("merge", merge.id().toString(), 1, 2)));
    assertThat(merges().find(merge.id())).contains(undone);
  }

  @Test
  default void merges_are_listed_newest_first_page_by_page() {
    LeadId lead = Leads.anId();
    Merge first = add(merge(MergeKind.ACCOUNT, lead, OLGA, Leads.anId()));
    Merge second = add(merge(MergeKind.CONTACT, Leads.anId(), OLGA, lead, Leads.anId()));
    Merge third = add(merge(MergeKind.CONTACT, Leads.anId(), Actors.userId("Paul"), Leads.anId()));

    assertThat(merges().list(ALL, null, null, 2)).containsExactly(third, second);
    assertThat(merges().list(ALL, null, second.id(), 2)).containsExactly(first);
    assertThat(merges().list(ALL, lead.value(), null, 9)).containsExactly(second, first);
    assertThat(merges().list(new Visibility.OwnedBy(Set.of(OLGA)), null, null, 9))
        .containsExactly(second, first);
    assertThat(merges().list(new Visibility.OwnedBy(Set.of()), null, null, 9)).isEmpty();
  }

  private static Merge merge(MergeKind kind, LeadId winner, UserId by, LeadId... losers) {
    return Merge.of(
            kind,
            new Merging(
                Leads.anId().value(),
                winner.value(),
                Arrays.stream(losers).map(LeadId::value).toList()),
            List.of(
                new Merge.Taken("company", null, "Müller \"& Söhne\"", losers[0].value()),
                new Merge.Taken("title", "Countess", null, losers[0].value())),
            List.of(new Merge.Moved("task", losers[0].value(), List.of(Leads.anId().value()))),
            by,
            "Olga",
            Leads.CAPTURED)
        .next();
  }

  private Merge add(Merge merge) {
    return kept(() -> merges().add(merge));
  }

  private Outcome<Merge> update(Merge merge) {
    return storage().transactions().run(() -> merges().update(merge));
  }

  private MergeStore merges() {
    return storage().merges();
  }
}
