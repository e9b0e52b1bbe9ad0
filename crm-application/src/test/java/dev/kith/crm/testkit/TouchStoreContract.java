package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.intake.attribution.TouchStore;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.domain.intake.attribution.ClickId;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchContent;
import dev.kith.crm.domain.intake.attribution.TouchId;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Leads;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link TouchStore} promises. */
public interface TouchStoreContract extends StorageContract {

  @Test
  default void touches_come_back_as_they_were_each_at_its_lead() {
    LeadId lead = Leads.anId();
    Touch bare = touch(lead, "a");
    Touch full =
        new Touch(
            new TouchId(Leads.anId().value()),
            lead,
            Leads.CAPTURED.plusSeconds(5),
            new TouchContent(
                "key:“ü” 🦊",
                Leads.CAPTURED,
                new Attribution(null, "facebook", "cpc", "spring", "shoes", "blue\\banner"),
                List.of(new ClickId("fbclid", "F-1"), new ClickId("gclid", "G_2")),
                "https://shop.example/?utm_source=fb&x=ü",
                "https://news.example/",
                List.of(new Violation("/utmSource", "not-allowed", "“x” is not on the list."))));
    add(bare, full, touch(Leads.anId(), "a"));

    assertThat(touches().of(lead)).containsExactlyInAnyOrder(bare, full);
    assertThat(touches().of(Leads.anId())).isEmpty();
  }

  @Test
  default void many_are_added_at_once() {
    LeadId lead = Leads.anId();
    Touch[] many = IntStream.range(0, 50).mapToObj(i -> touch(lead, "k" + i)).toArray(Touch[]::new);
    add(many);
    assertThat(touches().of(lead)).containsExactlyInAnyOrder(many);
  }

  @Test
  default void the_touches_of_several_leads_are_read_at_once() {
    Touch ofOne = touch(Leads.anId(), "a");
    Touch another = touch(ofOne.lead(), "b");
    Touch ofTwo = touch(Leads.anId(), "a");
    add(ofOne, another, ofTwo, touch(Leads.anId(), "a"));

    assertThat(touches().of(List.of(ofOne.lead(), ofTwo.lead(), Leads.anId())))
        .containsExactlyInAnyOrder(ofOne, another, ofTwo);
    assertThat(touches().of(List.of())).isEmpty();
  }

  @Test
  default void touches_are_taken_away_and_others_stay() {
    Touch gone = touch(Leads.anId(), "a");
    Touch stays = touch(gone.lead(), "b");
    add(gone, stays);
    kept(() -> {
      touches().removeAll(List.of(gone.id(), new TouchId(Leads.anId().value())));
      return Outcome.done(gone);
    });
    assertThat(touches().of(gone.lead())).containsExactly(stays);
    add(gone);
    assertThat(touches().of(gone.lead())).containsExactlyInAnyOrder(gone, stays);
  }

  @Test
  default void a_lead_has_a_key_once() {
    LeadId lead = Leads.anId();
    Touch first = touch(lead, "same");
    add(first);

    assertThatThrownBy(() -> add(touch(lead, "same")))
        .isInstanceOf(ConcurrentChangeException.class);
    assertThat(touches().of(lead)).containsExactly(first);
  }

  @Test
  default void touches_move_to_another_lead_unless_it_has_them_and_back_again() {
    LeadId loser = Leads.anId();
    LeadId winner = Leads.anId();
    Touch moved = touch(loser, "own");
    Touch stays = touch(loser, "both");
    Touch winners = touch(winner, "both");
    add(moved, stays, winners);

    List<TouchId> ids = kept(() -> Outcome.done(touches().move(loser, winner)));

    assertThat(ids).containsExactly(moved.id());
    assertThat(touches().of(winner)).containsExactlyInAnyOrder(winners, moved.of(winner));
    assertThat(touches().of(loser)).containsExactly(stays);

    Touch later = touch(winner, "later");
    add(later);
    kept(() -> {
      touches().moveBack(ids, winner, loser);
      return Outcome.done(ids);
    });
    assertThat(touches().of(winner)).containsExactlyInAnyOrder(winners, later);
    assertThat(touches().of(loser)).containsExactlyInAnyOrder(moved, stays);
  }

  @Test
  default void what_is_no_longer_where_it_was_moved_to_is_left_alone() {
    LeadId elsewhere = Leads.anId();
    Touch touch = touch(elsewhere, "own");
    add(touch);

    kept(() -> {
      touches().moveBack(List.of(touch.id()), Leads.anId(), Leads.anId());
      return Outcome.done(touch);
    });
    assertThat(touches().of(elsewhere)).containsExactly(touch);
  }

  @Test
  default void an_undone_run_leaves_no_touches() {
    Touch touch = touch(Leads.anId(), "a");
    storage()
        .transactions()
        .run(() -> {
          touches().addAll(List.of(touch));
          return Outcome.refused(new NotFound("thing", "1"));
        });
    assertThat(touches().of(touch.lead())).isEmpty();
  }

  private void add(Touch... added) {
    kept(() -> {
      touches().addAll(List.of(added));
      return Outcome.done(added);
    });
  }

  private static Touch touch(LeadId lead, String key) {
    return new Touch(
        new TouchId(Leads.anId().value()),
        lead,
        Leads.CAPTURED,
        new TouchContent(
            key, Leads.CAPTURED, Attribution.UNKNOWN, List.of(), null, null, List.of()));
  }

  private TouchStore touches() {
    return storage().touches();
  }
}
