package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.event.Outbox.Delivery;
import dev.kith.crm.application.kernel.Context.Causation;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Outbox} promises. */
public interface OutboxContract extends StorageContract {

  Instant NOW = SettableClock.START;
  LeadId ONE = new LeadId(SequentialIds.number(1));
  LeadId TWO = new LeadId(SequentialIds.number(2));
  AtomicLong EVENT_IDS = new AtomicLong(1_000);

  @Test
  default void an_event_is_due_at_once_for_each_of_its_reactions() {
    EventEnvelope event = event(ONE);
    append(List.of("mail", "score"), event);

    assertThat(List.of(deliverNext().orElseThrow(), deliverNext().orElseThrow()))
        .containsExactlyInAnyOrder(fresh(event, "mail"), fresh(event, "score"));
    assertThat(deliverNext()).isEmpty();
    assertThat(outbox().nextDue()).isEmpty();
  }

  @Test
  default void an_event_without_reactions_is_kept_but_never_due() {
    EventEnvelope event = event(ONE);
    append(List.of(), event);

    assertThat(deliverNext()).isEmpty();
    assertThat(outbox().after(null, 10)).containsExactly(event);
  }

  @Test
  default void every_event_comes_back_as_it_was() {
    Lead lead = Leads.ownedBy(Actors.userId("Olga"), LeadDrafts.complete());
    LeadId id = lead.id();
    List<EventEnvelope> events =
        List.<DomainEvent>of(
                new LeadEvent.Captured(
                    id, lead.content().profile(), lead.content().attribution(), lead.owner()),
                new LeadEvent.Edited(id, List.of("company", "email")),
                new LeadEvent.Assigned(id, null, Actors.userId("Olga")),
                new LeadEvent.Noted(id, "line\nline “ü” \\ 🦊"),
                new LeadEvent.WorkStarted(id),
                new LeadEvent.NurturingStarted(id),
                new LeadEvent.Qualified(id),
                new LeadEvent.Disqualified(id, LeadStatus.Reason.COMPETITOR),
                new LeadEvent.Recycled(id, NOW.plusSeconds(60)),
                new LeadEvent.Reawakened(id),
                new LeadEvent.Deleted(id),
                new LeadEvent.Restored(id))
            .stream()
            .map(event -> envelope(event, "request-1", null))
            .toList();
    append(List.of("log"), events.toArray(EventEnvelope[]::new));

    assertThat(outbox().after(null, 100)).isEqualTo(events);
    assertThat(events).allSatisfy(e -> assertThat(deliverNext()).contains(fresh(e, "log")));
  }

  @Test
  default void events_are_read_in_the_order_in_which_they_were_appended() {
    List<EventEnvelope> events = List.of(event(ONE), event(TWO), event(ONE), event(TWO));
    // The second run hands in ids in the other order: the order of appending counts, not that of
    // ids.
    append(List.of(), events.get(2), events.get(3));
    append(List.of(), events.get(0), events.get(1));

    assertThat(outbox().after(null, 3))
        .containsExactly(events.get(2), events.get(3), events.get(0));
    assertThat(outbox().after(events.get(3).id(), 3)).containsExactly(events.get(0), events.get(1));
    assertThat(outbox().after(events.get(1).id(), 3)).isEmpty();
  }

  @Test
  default void a_reader_never_goes_past_an_event_whose_run_ends_later() {
    EventEnvelope slow = event(ONE);
    EventEnvelope quick = event(TWO);
    List<Beside<Integer>> others = new ArrayList<>();
    List<EventEnvelope> meanwhile = new ArrayList<>();

    kept(() -> {
      outbox().append(List.of(new Outbox.Entry(slow, List.of())));
      others.add(
          Beside.start(() -> {
            append(List.of(), quick);
            meanwhile.addAll(outbox().after(null, 10));
            return 1;
          }));
      others.getFirst().untilDoneOrWaiting();
      return Outcome.done(slow);
    });
    others.getFirst().result();

    assertThat(List.of(List.of(), List.of(slow, quick))).contains(meanwhile);
    assertThat(outbox().after(null, 10)).containsExactly(slow, quick);
  }

  @Test
  default void a_reader_never_goes_past_an_event_of_a_run_that_began_to_write_later() {
    EventEnvelope first = event(ONE);
    EventEnvelope slow = event(TWO);
    EventEnvelope quick = event(ONE);
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<Beside<Integer>> others = new ArrayList<>();

    kept(() -> {
      outbox().append(List.of(new Outbox.Entry(first, List.of())));
      others.add(
          Beside.start(() ->
              storage()
                  .transactions()
                  .always(() -> {
                    outbox().append(List.of(new Outbox.Entry(slow, List.of("mail"))));
                    return Beside.await(mayEnd);
                  })));
      others.getFirst().untilDoneOrWaiting();
      outbox().append(List.of(new Outbox.Entry(quick, List.of())));
      return Outcome.done(first);
    });
    Beside<List<EventEnvelope>> reader = Beside.start(() -> outbox().after(null, 10));
    reader.untilDoneOrWaiting();
    mayEnd.countDown();
    others.getFirst().result();

    List<EventEnvelope> all = outbox().after(null, 10);
    assertThat(all).containsExactlyInAnyOrder(first, slow, quick);
    assertThat(reader.result()).isEqualTo(all.subList(0, reader.result().size()));
  }

  @Test
  default void a_run_that_is_undone_holds_no_reader_back() {
    EventEnvelope undone = event(ONE);
    EventEnvelope quick = event(TWO);
    List<Beside<Integer>> others = new ArrayList<>();

    storage()
        .transactions()
        .run(() -> {
          outbox().append(List.of(new Outbox.Entry(undone, List.of())));
          others.add(
              Beside.start(() -> {
                append(List.of(), quick);
                return 1;
              }));
          others.getFirst().untilDoneOrWaiting();
          return Outcome.refused(new NotFound("thing", "1"));
        });
    others.getFirst().result();

    assertThat(outbox().after(null, 10)).containsExactly(quick);
  }

  @Test
  default void an_undone_run_leaves_no_event() {
    storage()
        .transactions()
        .run(() -> {
          outbox().append(List.of(new Outbox.Entry(event(ONE), List.of("mail"))));
          return Outcome.refused(new NotFound("thing", "1"));
        });

    assertThat(outbox().after(null, 10)).isEmpty();
    assertThat(outbox().nextDue()).isEmpty();
    assertThat(deliverNext()).isEmpty();
  }

  @Test
  default void an_undone_run_undoes_the_delivery_too() {
    EventEnvelope event = event(ONE);
    append(List.of("mail"), event);
    storage()
        .transactions()
        .run(() -> {
          assertThat(outbox().lockNext(NOW)).isPresent();
          outbox().delivered(event.id(), "mail");
          return Outcome.refused(new NotFound("thing", "1"));
        });

    assertThat(deliverNext()).contains(fresh(event, "mail"));
  }

  @Test
  default void a_failed_delivery_waits_for_its_time_and_holds_back_what_is_behind_it() {
    EventEnvelope first = event(ONE);
    EventEnvelope second = event(ONE);
    EventEnvelope ofAnother = event(TWO);
    append(List.of("mail"), first, second, ofAnother);
    Instant later = NOW.plusSeconds(60);
    failNext("no route", later);

    assertThat(deliverNext()).contains(fresh(ofAnother, "mail"));
    assertThat(deliverNext()).isEmpty();
    assertThat(outbox().nextDue()).contains(later);
    assertThat(deliverNextAt(later))
        .contains(new Delivery(first, "mail", 1, later, "no route", null));
    assertThat(deliverNextAt(later)).contains(fresh(second, "mail"));
  }

  @Test
  default void one_reaction_does_not_hold_back_another() {
    EventEnvelope first = event(ONE);
    EventEnvelope second = event(ONE);
    append(List.of("mail"), first);
    append(List.of("mail", "score"), second);
    failNext("no route", NOW.plusSeconds(60));

    assertThat(deliverNext()).contains(fresh(second, "score"));
    assertThat(deliverNext()).isEmpty();
  }

  @Test
  default void a_dead_letter_is_kept_and_holds_back_nothing() {
    EventEnvelope first = event(ONE);
    EventEnvelope second = event(ONE);
    append(List.of("mail"), first, second);
    failNext("no route", NOW);
    parkNext("still no route");

    Delivery dead = outbox().deadLetters(10).getFirst();
    assertThat(outbox().deadLetters(10))
        .containsExactly(
            new Delivery(first, "mail", 2, dead.nextAttemptAt(), "still no route", NOW));
    assertThat(deliverNext()).contains(fresh(second, "mail"));
    assertThat(outbox().nextDue()).isEmpty();
  }

  @Test
  default void dead_letters_are_listed_oldest_event_first() {
    List<EventEnvelope> events = List.of(event(ONE), event(ONE), event(TWO));
    append(List.of("mail"), events.toArray(EventEnvelope[]::new));
    parkNext("a");
    parkNext("b");
    parkNext("c");

    assertThat(outbox().deadLetters(2).stream().map(Delivery::envelope))
        .containsExactly(events.get(0), events.get(1));
  }

  @Test
  default void a_dead_letter_can_be_replayed_as_if_it_had_never_been_tried() {
    EventEnvelope event = event(ONE);
    append(List.of("mail"), event);
    parkNext("no route");
    Instant later = NOW.plusSeconds(60);

    assertThat(replay(event, "other", later)).isFalse();
    assertThat(replay(event, "mail", later)).isTrue();
    assertThat(replay(event, "mail", later)).isFalse();
    assertThat(outbox().deadLetters(10)).isEmpty();
    assertThat(outbox().nextDue()).contains(later);
    assertThat(deliverNextAt(later)).contains(new Delivery(event, "mail", 0, later, null, null));
  }

  @Test
  default void nobody_gets_a_delivery_that_is_locked() {
    EventEnvelope first = event(ONE);
    EventEnvelope behindIt = event(ONE);
    EventEnvelope ofAnother = event(TWO);
    append(List.of("mail"), first, behindIt, ofAnother);
    List<Beside<Optional<Delivery>>> others = new ArrayList<>();

    kept(() -> {
      Delivery locked = outbox().lockNext(NOW).orElseThrow();
      others.add(Beside.start(this::deliverNext));
      others.getFirst().untilDoneOrWaiting();
      outbox().delivered(first.id(), "mail");
      return Outcome.done(locked);
    });
    List<Delivery> rest = new ArrayList<>();
    others.getFirst().result().ifPresent(rest::add);
    for (Optional<Delivery> next = deliverNext(); next.isPresent(); next = deliverNext()) {
      rest.add(next.orElseThrow());
    }

    assertThat(rest).containsExactlyInAnyOrder(fresh(behindIt, "mail"), fresh(ofAnother, "mail"));
  }

  @Test
  default void many_hands_deliver_everything_once_and_in_the_order_of_each_subject() {
    List<LeadId> leads =
        IntStream.range(10, 16).mapToObj(i -> new LeadId(SequentialIds.number(i))).toList();
    List<EventEnvelope> events =
        IntStream.range(0, 60).mapToObj(i -> event(leads.get(i % leads.size()))).toList();
    append(List.of("mail"), events.toArray(EventEnvelope[]::new));
    List<EventEnvelope> arrived = new ArrayList<>();

    List<Beside<Integer>> hands =
        IntStream.range(0, 3)
            .mapToObj(i -> Beside.start(() -> deliverAllTo(arrived, events.size())))
            .toList();
    hands.forEach(Beside::result);

    assertThat(arrived).containsExactlyInAnyOrderElementsOf(events);
    assertThat(leads)
        .allSatisfy(lead ->
            assertThat(
                    arrived.stream().filter(e -> e.event().subject().equals(Lead.subjectOf(lead))))
                .containsExactlyElementsOf(
                    events.stream()
                        .filter(e -> e.event().subject().equals(Lead.subjectOf(lead)))
                        .toList()));
  }

  /**
   * Delivers until everything has arrived, whoever brings it; a moment without work is not the end.
   */
  private int deliverAllTo(List<EventEnvelope> arrived, int all) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    int mine = 0;
    while (System.nanoTime() < deadline) {
      synchronized (arrived) {
        if (arrived.size() >= all) {
          return mine;
        }
      }
      boolean found =
          storage()
              .transactions()
              .always(() -> {
                Optional<Delivery> next = outbox().lockNext(NOW);
                next.ifPresent(d -> {
                  // Noted within the run, before anybody can get the next one of the same subject.
                  synchronized (arrived) {
                    arrived.add(d.envelope());
                  }
                  outbox().delivered(d.envelope().id(), d.reaction());
                });
                return next.isPresent();
              });
      mine += found ? 1 : 0;
    }
    return mine;
  }

  private Outbox outbox() {
    return storage().outbox();
  }

  private void append(List<String> reactions, EventEnvelope... events) {
    storage()
        .transactions()
        .always(() -> {
          outbox()
              .append(List.of(events).stream().map(e -> new Outbox.Entry(e, reactions)).toList());
          return events.length;
        });
  }

  private Optional<Delivery> deliverNext() {
    return deliverNextAt(NOW);
  }

  private Optional<Delivery> deliverNextAt(Instant now) {
    return storage()
        .transactions()
        .always(() -> {
          Optional<Delivery> next = outbox().lockNext(now);
          next.ifPresent(d -> outbox().delivered(d.envelope().id(), d.reaction()));
          return next;
        });
  }

  private void failNext(String error, Instant nextAttemptAt) {
    kept(() -> {
      Delivery next = outbox().lockNext(NOW).orElseThrow();
      outbox().failed(next.envelope().id(), next.reaction(), error, nextAttemptAt);
      return Outcome.done(next);
    });
  }

  private void parkNext(String error) {
    kept(() -> {
      Delivery next = outbox().lockNext(NOW).orElseThrow();
      outbox().parked(next.envelope().id(), next.reaction(), error, NOW);
      return Outcome.done(next);
    });
  }

  private boolean replay(EventEnvelope event, String reaction, Instant now) {
    return storage().transactions().always(() -> outbox().replay(event.id(), reaction, now));
  }

  private static Delivery fresh(EventEnvelope event, String reaction) {
    return new Delivery(event, reaction, 0, event.at(), null, null);
  }

  @Test
  default void events_are_found_by_their_id_and_by_their_types_and_what_waits_is_known() {
    LeadId lead = Leads.anId();
    EventEnvelope first = event(lead);
    EventEnvelope second = event(lead);
    EventEnvelope other = envelope(new LeadEvent.Qualified(Leads.anId()), null, null);
    append(List.of(), first, second, other);
    assertThat(outbox().find(first.id())).contains(first);
    assertThat(outbox().find(SequentialIds.number(99_999_999))).isEmpty();
    Set<String> types = Set.of("lead.work-started.v1");
    assertThat(outbox().since(first.at(), types, null, 10_000)).contains(first, second);
    assertThat(outbox().since(first.at(), types, null, 10_000)).doesNotContain(other);
    assertThat(outbox().since(first.at(), types, first.id(), 1)).containsExactly(second);
    assertThat(outbox().since(first.at().plusSeconds(1), types, first.id(), 10)).isEmpty();
    assertThat(outbox().isWaiting(first.event().subject(), "nobody")).isFalse();
  }

  private static EventEnvelope event(LeadId lead) {
    return envelope(new LeadEvent.WorkStarted(lead), null, "job/7");
  }

  private static EventEnvelope envelope(DomainEvent event, String requestId, String cause) {
    UUID id = SequentialIds.number(EVENT_IDS.incrementAndGet());
    return new EventEnvelope(
        id,
        event,
        3,
        NOW.minusSeconds(5),
        Actors.userId("Ada").value(),
        "Ada",
        requestId,
        cause,
        new Causation(SequentialIds.number(7), 2));
  }
}
