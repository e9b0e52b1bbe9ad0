package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.scoring.ledger.AwardStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.AwardId;
import dev.kith.crm.domain.scoring.ledger.AwardTerms;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link AwardStore} promises. */
public interface AwardStoreContract extends StorageContract {

  Instant NOW = Leads.CAPTURED;
  UserId BY = Actors.userId("Olga");

  @Test
  default void awards_come_back_as_they_were() {
    LeadId lead = Leads.anId();
    Award plain = award(lead, NOW, null, null, null);
    Award byRule =
        award(lead, NOW.plusSeconds(1), "mail “ü”", Duration.ofHours(30), new UUID(7, 7));
    add(plain, byRule, award(Leads.anId(), NOW, null, null, null));

    assertThat(awards().of(List.of(lead, Leads.anId()))).containsExactly(byRule, plain);
    assertThat(awards().of(List.of())).isEmpty();
    assertThat(awards().find(plain.id())).contains(plain);
    assertThat(awards().find(new AwardId(new UUID(1, 1)))).isEmpty();
    assertThat(awards().from(byRule.origin())).contains(byRule);
    assertThat(awards().from("firing/none")).isEmpty();
    assertThat(awards().all(List.of(plain.id(), new AwardId(new UUID(1, 1)))))
        .containsExactly(plain);
    assertThat(awards().all(List.of())).isEmpty();
    assertThat(awards().terms())
        .contains(new AwardTerms(null, null), new AwardTerms("mail “ü”", Duration.ofHours(30)));
  }

  @Test
  default void a_withdrawal_is_kept() {
    Award award = award(Leads.anId(), NOW, null, null, null);
    add(award);
    Award back = award.withdraw("Not so", BY, "Olga", NOW.plusSeconds(9)).orElseThrow();
    kept(() -> {
      awards().save(back);
      return Outcome.done(back);
    });
    assertThat(awards().find(award.id())).contains(back);
  }

  @Test
  default void there_is_one_of_an_origin() {
    Award first = award(Leads.anId(), NOW, null, null, null);
    add(first);
    Award second =
        new Award(
            new AwardId(Leads.anId().value()),
            first.lead(),
            first.origin(),
            first.terms(),
            9,
            "Twice",
            NOW,
            NOW,
            first.giver(),
            null);
    assertThatThrownBy(() -> add(second)).isInstanceOf(RuntimeException.class);
    assertThat(awards().of(List.of(first.lead()))).containsExactly(first);
  }

  @Test
  default void awards_go_to_another_lead_and_come_back_as_far_as_they_are_still_there() {
    LeadId loser = Leads.anId();
    LeadId winner = Leads.anId();
    Award one = award(loser, NOW, null, null, null);
    Award two = award(loser, NOW, null, null, null);
    Award own = award(winner, NOW, null, null, null);
    add(one, two, own);
    List<UUID> moved = moved(() -> awards().move(loser, winner));
    assertThat(moved).containsExactlyInAnyOrder(one.id().value(), two.id().value());
    assertThat(awards().of(List.of(loser))).isEmpty();
    assertThat(awards().of(List.of(winner)))
        .containsExactlyInAnyOrder(one.of(winner), two.of(winner), own);
    assertThat(awards().move(Leads.anId(), winner)).isEmpty();

    moved(() -> {
      awards().moveBack(List.of(one.id().value(), own.id().value()), Leads.anId(), loser);
      awards().moveBack(moved, winner, loser);
      return moved;
    });
    assertThat(awards().of(List.of(loser))).containsExactlyInAnyOrder(one, two);
    assertThat(awards().of(List.of(winner))).containsExactly(own);
  }

  @Test
  default void leads_with_awards_are_found_for_the_proof() {
    Award award = award(Leads.anId(), NOW, null, null, null);
    add(award);
    assertThat(storage().ledger().leads(before(award.lead()), 1)).containsExactly(award.lead());
  }

  private static LeadId before(LeadId lead) {
    UUID id = lead.value();
    return new LeadId(new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() - 1));
  }

  private static Award award(
      LeadId lead,
      Instant at,
      @Nullable String group,
      @Nullable Duration halfLife,
      @Nullable UUID rule) {
    UUID id = Leads.anId().value();
    return new Award(
        new AwardId(id),
        lead,
        "award/" + id,
        new AwardTerms(group, halfLife),
        -7,
        "Said „no“",
        at.minusSeconds(60),
        at,
        new Award.Giver(BY, "Olga", rule),
        null);
  }

  private void add(Award... all) {
    kept(() -> {
      List.of(all).forEach(awards()::add);
      return Outcome.done(all);
    });
  }

  private List<UUID> moved(Supplier<List<UUID>> moving) {
    return kept(() -> Outcome.done(moving.get()));
  }

  private AwardStore awards() {
    return storage().ledger().awards();
  }
}
