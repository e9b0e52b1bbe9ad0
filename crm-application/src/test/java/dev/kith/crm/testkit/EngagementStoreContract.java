package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.scoring.engagement.EngagementStore;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementContent;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Judgement;
import dev.kith.crm.domain.scoring.engagement.Signal;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Engagements;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link EngagementStore} promises. */
public interface EngagementStoreContract extends StorageContract {

  Instant MINUTE = Instant.parse("2026-03-02T09:30:00Z");

  @Test
  default void events_come_back_as_they_were() {
    EngagementEvent full =
        new EngagementEvent(
            new EngagementId("“ü” 🦊 " + Leads.anId()),
            Leads.anId(),
            new EngagementContent(
                EngagementType.CUSTOM,
                "Demo",
                "https://shop.example/?x=ü\\",
                Leads.CAPTURED,
                Map.of("plan", "big", "größe", "L"),
                new Traces(
                    Engagements.BROWSER,
                    "203.0.113.0/24",
                    "GET",
                    "mail",
                    Leads.CAPTURED,
                    3,
                    true,
                    null)),
            Leads.CAPTURED.plusSeconds(5),
            new Judgement(Verdict.BOT, List.of(Signal.HONEYPOT, Signal.NO_BROWSER)),
            Verdict.HUMAN);
    EngagementEvent bare = event(full.lead(), EngagementType.MEETING_HELD, 1);
    add(full, bare);

    assertThat(store().findAll(List.of(full.id(), bare.id(), new EngagementId("none"))))
        .containsExactlyInAnyOrder(full, bare);
    assertThat(store().of(List.of(full.lead(), Leads.anId())))
        .containsExactlyInAnyOrder(full, bare);
    assertThat(store().of(List.of())).isEmpty();
    assertThat(store().findAll(List.of())).isEmpty();
  }

  @Test
  default void many_are_added_at_once_and_counted() {
    LeadId lead = Leads.anId();
    EngagementEvent[] many =
        IntStream.range(0, 50)
            .mapToObj(i -> event(lead, EngagementType.PAGE_VIEW, i))
            .toArray(EngagementEvent[]::new);
    add(many);
    LeadId none = Leads.anId();
    assertThat(store().of(List.of(lead))).containsExactlyInAnyOrder(many);
    assertThat(store().counts(List.of(lead, none))).isEqualTo(Map.of(lead, 50));
    assertThat(store().counts(List.of())).isEmpty();
  }

  @Test
  default void an_id_is_there_once_whosever_event_it_is() {
    EngagementEvent first = event(Leads.anId(), EngagementType.PAGE_VIEW, 1);
    add(first);
    assertThatThrownBy(() -> add(first.of(Leads.anId())))
        .isInstanceOf(ConcurrentChangeException.class);
    assertThat(store().findAll(List.of(first.id()))).containsExactly(first);
  }

  @Test
  default void what_is_believed_of_events_is_replaced() {
    EngagementEvent event = event(Leads.anId(), EngagementType.PAGE_VIEW, 1);
    EngagementEvent other = event(event.lead(), EngagementType.PAGE_VIEW, 2);
    add(event, other);
    EngagementEvent judged =
        new EngagementEvent(
            event.id(),
            event.lead(),
            event.content(),
            event.recordedAt(),
            new Judgement(Verdict.BOT, List.of(Signal.MANY_RECIPIENTS)),
            Verdict.UNKNOWN);
    judge(judged);
    assertThat(store().of(List.of(event.lead()))).containsExactlyInAnyOrder(judged, other);
    judge(event);
    assertThat(store().of(List.of(event.lead()))).containsExactlyInAnyOrder(event, other);
    judge();
  }

  @Test
  default void the_latest_come_first() {
    LeadId lead = Leads.anId();
    EngagementEvent one = event(lead, EngagementType.PAGE_VIEW, 1);
    EngagementEvent two = event(lead, EngagementType.PAGE_VIEW, 2);
    EngagementEvent three = event(lead, EngagementType.PAGE_VIEW, 3);
    add(two, three, one);
    EngagementEvent[] twins = {
      event(lead, EngagementType.PAGE_VIEW, 4), event(lead, EngagementType.PAGE_VIEW, 4)
    };
    Arrays.sort(twins, EngagementEvent.ORDER.reversed());
    add(twins);
    assertThat(store().latest(lead, null, 3)).containsExactly(twins[0], twins[1], three);
    assertThat(store().latest(lead, twins[0], 2)).containsExactly(twins[1], three);
    assertThat(store().latest(lead, three, 9)).containsExactly(two, one);
    assertThat(store().latest(lead, one, 9)).isEmpty();
  }

  @Test
  default void recipients_of_one_network_in_one_minute_are_counted() {
    String network = "198.51.100." + 0;
    EngagementEvent one = opened(Leads.anId(), network, MINUTE);
    EngagementEvent again = opened(one.lead(), network, MINUTE.plusSeconds(59));
    EngagementEvent two = opened(Leads.anId(), network, MINUTE.plusSeconds(30));
    EngagementEvent later = opened(Leads.anId(), network, MINUTE.plusSeconds(60));
    EngagementEvent elsewhere = opened(Leads.anId(), "192.0.2.1", MINUTE);
    add(one, again, two, later, elsewhere);
    String burst = "198.51.100.0/24 2026-03-02T09:30:00Z";

    assertThat(store().recipients(List.of(burst, "none"))).isEqualTo(Map.of(burst, 2));
    assertThat(store().recipients(List.of())).isEmpty();
    assertThat(store().unsuspected(List.of(burst)))
        .containsExactlyInAnyOrder(one.lead(), two.lead());
    judge(
        new EngagementEvent(
            two.id(),
            two.lead(),
            two.content(),
            two.recordedAt(),
            new Judgement(Verdict.BOT, List.of(Signal.MANY_RECIPIENTS)),
            null));
    assertThat(store().unsuspected(List.of(burst))).containsExactly(one.lead());
    assertThat(store().unsuspected(List.of())).isEmpty();
  }

  @Test
  default void events_move_to_another_lead_and_back_again() {
    LeadId loser = Leads.anId();
    LeadId winner = Leads.anId();
    EngagementEvent moved = event(loser, EngagementType.PAGE_VIEW, 1);
    EngagementEvent winners = event(winner, EngagementType.PAGE_VIEW, 1);
    add(moved, winners);

    List<UUID> refs = kept(() -> Outcome.done(store().move(loser, winner)));
    assertThat(refs).hasSize(1);
    assertThat(store().of(List.of(winner))).containsExactlyInAnyOrder(winners, moved.of(winner));
    assertThat(store().of(List.of(loser))).isEmpty();

    kept(() -> {
      store().moveBack(refs, winner, loser);
      store().moveBack(refs, winner, Leads.anId());
      return Outcome.done(refs);
    });
    assertThat(store().of(List.of(winner))).containsExactly(winners);
    assertThat(store().of(List.of(loser))).containsExactly(moved);
  }

  @Test
  default void events_are_removed_and_it_is_told_whose_they_were() {
    EngagementEvent one = event(Leads.anId(), EngagementType.PAGE_VIEW, 1);
    EngagementEvent two = event(one.lead(), EngagementType.PAGE_VIEW, 2);
    EngagementEvent other = event(Leads.anId(), EngagementType.PAGE_VIEW, 1);
    add(one, two, other);
    EngagementId none = new EngagementId("none");
    assertThat(kept(() -> Outcome.done(store().removeAll(List.of(one.id(), other.id(), none)))))
        .containsExactlyInAnyOrder(one.lead(), other.lead());
    assertThat(store().findAll(List.of(one.id(), two.id(), other.id()))).containsExactly(two);
    assertThat(kept(() -> Outcome.done(store().removeAll(List.of())))).isEmpty();
  }

  @Test
  default void an_undone_run_leaves_no_events() {
    EngagementEvent event = event(Leads.anId(), EngagementType.PAGE_VIEW, 1);
    storage()
        .transactions()
        .run(() -> {
          store().addAll(List.of(event));
          return Outcome.refused(new NotFound("thing", "1"));
        });
    assertThat(store().findAll(List.of(event.id()))).isEmpty();
  }

  private static EngagementEvent event(LeadId lead, EngagementType type, double hours) {
    return Engagements.event(lead, "e " + Leads.anId(), type, "p", hours);
  }

  private static EngagementEvent opened(LeadId lead, String network, Instant at) {
    return EngagementDraft.of("o " + Leads.anId(), lead, EngagementType.EMAIL_OPEN)
        .at(at)
        .seen(new Traces(Engagements.BROWSER, network, null, null, null, null, false, null))
        .read(at)
        .orElseThrow();
  }

  private void add(EngagementEvent... added) {
    kept(() -> {
      store().addAll(List.of(added));
      return Outcome.done(added);
    });
  }

  private void judge(EngagementEvent... judged) {
    kept(() -> {
      store().judgeAll(List.of(judged));
      return Outcome.done(judged);
    });
  }

  private EngagementStore store() {
    return storage().engagements();
  }
}
