package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.duplicates.DistinctPairs;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link DistinctPairs} promises. */
public interface DistinctPairsContract extends StorageContract {

  @Test
  default void a_pair_is_found_from_either_side() {
    DistinctPair pair = pair(Leads.anId().value(), Leads.anId().value());
    assertThat(add(pair)).isEqualTo(pair);

    assertThat(pairs().find(pair.id())).contains(pair);
    assertThat(pairs().toldApartFrom(pair.first())).containsExactly(pair.second());
    assertThat(pairs().toldApartFrom(pair.second())).containsExactly(pair.first());
    assertThat(pairs().of(List.of(pair.first(), pair.second()))).containsExactly(pair);
    assertThat(pairs().toldApartFrom(Leads.anId().value())).isEmpty();
  }

  @Test
  default void two_records_are_told_apart_once_whichever_comes_first() {
    UUID one = Leads.anId().value();
    UUID other = Leads.anId().value();
    DistinctPair first = add(pair(one, other));

    assertThat(add(pair(other, one))).isEqualTo(first);
    assertThat(pairs().of(List.of(one))).containsExactly(first);
  }

  @Test
  default void the_newest_pair_comes_first_and_one_that_is_taken_back_is_gone() {
    UUID lead = Leads.anId().value();
    DistinctPair older = add(pair(lead, Leads.anId().value()));
    DistinctPair newer = add(pair(lead, Leads.anId().value()));
    assertThat(pairs().of(List.of(lead))).containsExactly(newer, older);

    assertThat(kept(() -> Outcome.done(pairs().remove(newer.id())))).isTrue();
    assertThat(kept(() -> Outcome.done(pairs().remove(newer.id())))).isFalse();
    assertThat(pairs().of(List.of(lead))).containsExactly(older);
    assertThat(pairs().find(newer.id())).isEmpty();
  }

  @Test
  default void an_undone_run_tells_nothing_apart() {
    DistinctPair pair = pair(Leads.anId().value(), Leads.anId().value());
    storage()
        .transactions()
        .run(() -> {
          pairs().add(pair);
          return Outcome.refused(new NotFound("thing", "1"));
        });
    assertThat(pairs().find(pair.id())).isEmpty();
  }

  private DistinctPair add(DistinctPair pair) {
    return kept(() -> Outcome.done(pairs().add(pair)));
  }

  private static DistinctPair pair(UUID one, UUID other) {
    return DistinctPair.of(
        new DistinctPairId(Leads.anId().value()),
        MergeKind.CONTACT,
        one,
        other,
        Actors.userId("Olga Owner"),
        "Olga Owner",
        Leads.CAPTURED);
  }

  private DistinctPairs pairs() {
    return storage().distinctPairs();
  }
}
