package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.intake.enrichment.FoundValueStore;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.FoundValue;
import dev.kith.crm.domain.intake.enrichment.FoundValueId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@link FoundValueStore} promises. */
public interface FoundValueStoreContract extends StorageContract {

  @Test
  default void values_come_back_as_they_were_each_at_its_lead() {
    LeadId lead = Leads.anId();
    LeadId other = Leads.anId();
    FoundValue kept = value(lead, EnrichmentField.TIME_ZONE, "Europe/Berlin");
    FoundValue filled =
        new FoundValue(
            anId(),
            lead,
            EnrichmentField.COMPANY,
            "Müller “&” Söhne 🦊\\",
            "register",
            100,
            Leads.CAPTURED.plusSeconds(60),
            Leads.CAPTURED);
    FoundValue others = value(other, EnrichmentField.TIME_ZONE, "Europe/Berlin");
    replace(kept, filled, others);

    assertThat(values().of(List.of(lead))).containsExactlyInAnyOrder(kept, filled);
    assertThat(values().of(List.of(lead, other, Leads.anId())))
        .containsExactlyInAnyOrder(kept, filled, others);
    assertThat(values().of(List.of())).isEmpty();
  }

  @Test
  default void every_field_can_be_kept() {
    LeadId lead = Leads.anId();
    FoundValue[] all =
        Arrays.stream(EnrichmentField.values())
            .map(field -> value(lead, field, "x"))
            .toArray(FoundValue[]::new);
    replace(all);
    assertThat(values().of(List.of(lead))).containsExactlyInAnyOrder(all);
  }

  @Test
  default void values_are_replaced_as_a_whole_and_nobody_elses() {
    LeadId lead = Leads.anId();
    LeadId other = Leads.anId();
    FoundValue stays = value(lead, EnrichmentField.CITY, "Berlin");
    FoundValue goes = value(lead, EnrichmentField.CITY, "Bonn");
    FoundValue others = value(other, EnrichmentField.CITY, "Bonn");
    replace(stays, goes, others);

    FoundValue surer =
        new FoundValue(
            stays.id(), lead, stays.field(), "Berlin", stays.source(), 90, Leads.CAPTURED, null);
    replace(surer);
    assertThat(values().of(List.of(lead, other))).containsExactlyInAnyOrder(surer, others);

    kept(() -> {
      values().replace(List.of(others), List.of());
      return Outcome.done(other);
    });
    assertThat(values().of(List.of(lead, other))).containsExactly(surer);
  }

  @Test
  default void values_move_to_another_lead_unless_it_has_them_and_back_again() {
    LeadId loser = Leads.anId();
    LeadId winner = Leads.anId();
    FoundValue moved = value(loser, EnrichmentField.CITY, "Bonn");
    FoundValue stays = value(loser, EnrichmentField.COUNTRY, "DE");
    FoundValue winners = value(winner, EnrichmentField.COUNTRY, "DE");
    replace(moved, stays, winners);

    List<FoundValueId> ids = kept(() -> Outcome.done(values().move(loser, winner)));

    assertThat(ids).containsExactly(moved.id());
    assertThat(values().of(List.of(winner))).containsExactlyInAnyOrder(winners, moved.of(winner));
    assertThat(values().of(List.of(loser))).containsExactly(stays);

    kept(() -> {
      values().moveBack(ids, winner, loser);
      return Outcome.done(ids);
    });
    assertThat(values().of(List.of(winner))).containsExactly(winners);
    assertThat(values().of(List.of(loser))).containsExactlyInAnyOrder(moved, stays);
  }

  @Test
  default void what_is_no_longer_where_it_was_moved_to_is_left_alone() {
    FoundValue value = value(Leads.anId(), EnrichmentField.CITY, "Bonn");
    replace(value);
    kept(() -> {
      values().moveBack(List.of(value.id()), Leads.anId(), Leads.anId());
      return Outcome.done(value);
    });
    assertThat(values().of(List.of(value.lead()))).containsExactly(value);
  }

  @Test
  default void what_somebody_else_has_replaced_meanwhile_is_not_replaced_again() {
    LeadId lead = Leads.anId();
    FoundValue seen = value(lead, EnrichmentField.CITY, "Bonn");
    FoundValue theirs = value(lead, EnrichmentField.CITY, "Berlin");
    FoundValue ours = value(lead, EnrichmentField.CITY, "Cologne");
    replace(seen);
    replace(theirs);
    assertThatThrownBy(() ->
            storage()
                .transactions()
                .always(() -> {
                  values().replace(List.of(seen), List.of(ours));
                  return ours;
                }))
        .isInstanceOf(ConcurrentChangeException.class);
    assertThat(values().of(List.of(lead))).containsExactly(theirs);
  }

  @Test
  default void an_undone_run_leaves_everything_as_it_was() {
    FoundValue value = value(Leads.anId(), EnrichmentField.CITY, "Bonn");
    replace(value);
    storage()
        .transactions()
        .run(() -> {
          values().replace(List.of(value), List.of());
          return Outcome.refused(new NotFound("thing", "1"));
        });
    assertThat(values().of(List.of(value.lead()))).containsExactly(value);
  }

  private void replace(FoundValue... added) {
    Set<LeadId> leads = Arrays.stream(added).map(FoundValue::lead).collect(Collectors.toSet());
    kept(() -> {
      values().replace(values().of(leads), List.of(added));
      return Outcome.done(added);
    });
  }

  private static FoundValue value(LeadId lead, EnrichmentField field, String value) {
    return new FoundValue(anId(), lead, field, value, "register", 70, Leads.CAPTURED, null);
  }

  private static FoundValueId anId() {
    return new FoundValueId(Leads.anId().value());
  }

  private FoundValueStore values() {
    return storage().foundValues();
  }
}
