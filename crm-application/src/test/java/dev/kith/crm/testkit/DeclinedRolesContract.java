package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.relationship.DeclinedRoles;
import dev.kith.crm.application.relationship.DeclinedRoles.Declined;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Contacts;
import dev.kith.crm.domain.testkit.Relationships;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link DeclinedRoles} promises. */
public interface DeclinedRolesContract extends StorageContract {

  @Test
  default void what_is_declined_is_remembered_for_its_target() {
    Target deal = Relationships.anOpportunity();
    Declined one = new Declined(Contacts.anId(), "CHAMPION");
    Declined other = new Declined(one.contact(), "LEGAL");

    decline(deal, one);
    decline(deal, other);
    decline(deal, one);

    assertThat(store().of(deal)).containsExactlyInAnyOrder(one, other);
    assertThat(store().of(Relationships.anOpportunity())).isEmpty();
    assertThat(store().targetsOf(one.contact())).containsExactly(deal);
    assertThat(store().targetsOf(Contacts.anId())).isEmpty();
  }

  @RepeatedTest(3)
  default void many_who_decline_the_same_at_once_are_all_content() {
    Target deal = Relationships.anOpportunity();
    Declined one = new Declined(Contacts.anId(), "CHAMPION");

    List<Boolean> done = Beside.all(6, i -> decline(deal, one));

    assertThat(done).hasSize(6);
    assertThat(store().of(deal)).containsExactly(one);
  }

  private boolean decline(Target target, Declined declined) {
    return kept(() -> {
      store().add(target, declined, Actors.userId("Olga"), Relationships.BEGUN);
      return Outcome.done(true);
    });
  }

  private DeclinedRoles store() {
    return storage().declinedRoles();
  }
}
