package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.enrichment.LeadsToEnrich;
import dev.kith.crm.application.intake.enrichment.LeadsToEnrich.Waiting;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link LeadsToEnrich} promises. */
public interface LeadsToEnrichContract extends StorageContract {

  // Far from each other's moments: the storage may be shared by all tests of a class.
  Instant NOON = Leads.CAPTURED;

  @Test
  default void those_that_are_due_come_in_the_order_in_which_they_are() {
    empty();
    Waiting later = new Waiting(Leads.anId(), NOON.plusSeconds(2), 0);
    Waiting sooner = new Waiting(Leads.anId(), NOON.plusSeconds(1), 3);
    Waiting tomorrow = new Waiting(Leads.anId(), NOON.plusSeconds(86_400), 1);
    add(later, tomorrow, sooner);

    assertThat(list().due(NOON, 10)).isEmpty();
    assertThat(list().isAnyDue(NOON)).isFalse();
    assertThat(list().due(NOON.plusSeconds(1), 10)).containsExactly(sooner);
    assertThat(list().due(NOON.plusSeconds(60), 10)).containsExactly(sooner, later);
    assertThat(list().due(NOON.plusSeconds(60), 1)).containsExactly(sooner);
    assertThat(list().isAnyDue(NOON.plusSeconds(1))).isTrue();
  }

  @Test
  default void what_is_taken_off_is_answered_once() {
    empty();
    Waiting taken = new Waiting(Leads.anId(), NOON, 0);
    Waiting stays = new Waiting(Leads.anId(), NOON, 0);
    add(taken, stays);

    assertThat(take(taken.lead(), Leads.anId())).containsExactly(taken.lead());
    assertThat(take(taken.lead())).isEmpty();
    assertThat(take()).isEmpty();
    assertThat(list().due(NOON, 10)).containsExactly(stays);
  }

  @Test
  default void a_lead_that_was_taken_off_may_wait_again() {
    empty();
    Waiting first = new Waiting(Leads.anId(), NOON, 0);
    add(first);
    Waiting again = new Waiting(first.lead(), NOON.plusSeconds(60), 1);
    kept(() -> {
      list().take(List.of(first.lead()));
      list().add(List.of(again));
      return Outcome.done(again);
    });
    assertThat(list().due(NOON.plusSeconds(60), 10)).containsExactly(again);
  }

  @Test
  default void an_undone_run_leaves_the_list_as_it_was() {
    empty();
    Waiting waiting = new Waiting(Leads.anId(), NOON, 0);
    add(waiting);
    storage()
        .transactions()
        .run(() -> {
          list().take(List.of(waiting.lead()));
          list().add(List.of(new Waiting(Leads.anId(), NOON, 0)));
          return Outcome.refused(new NotFound("thing", "1"));
        });
    assertThat(list().due(NOON, 10)).containsExactly(waiting);
  }

  private void empty() {
    Instant end = NOON.plusSeconds(1_000_000);
    kept(() ->
        Outcome.done(list().take(list().due(end, 1_000).stream().map(Waiting::lead).toList())));
  }

  private void add(Waiting... leads) {
    kept(() -> {
      list().add(List.of(leads));
      return Outcome.done(leads);
    });
  }

  private Set<LeadId> take(LeadId... leads) {
    return kept(() -> Outcome.done(list().take(List.of(leads))));
  }

  private LeadsToEnrich list() {
    return storage().leadsToEnrich();
  }
}
