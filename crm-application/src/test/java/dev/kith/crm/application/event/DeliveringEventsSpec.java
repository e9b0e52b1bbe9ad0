package dev.kith.crm.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.DoneWork;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.notification.NotificationFields;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SequentialIds;
import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeliveringEventsSpec {

  private static final Actor ADMIN = Actors.administrator();

  private final SettableClock clock = SettableClock.atStart();
  private final MemoryStorage storage = new MemoryStorage();
  private final List<String> heard = new ArrayList<>();

  private Crm crm(Consumer<EventEnvelope> handler) {
    return Crm.on(storage)
        .clock(clock)
        .ids(new SequentialIds())
        .background(false)
        .jitter(() -> 0)
        .reaction(new Reaction("test", Set.of("lead.captured.v1", "lead.work-started.v1"), handler))
        .start();
  }

  @Nested
  class An_event {

    @Test
    void reaches_its_reactions_once_and_in_order() {
      Crm crm = crm(e -> heard.add(e.event().type()));
      LeadId id = capture(crm);
      crm.as(ADMIN).leads().startWork(id).orElseThrow();

      assertThat(crm.runDue()).isEqualTo(new DoneWork(2, 0, 0));
      assertThat(crm.runDue()).isEqualTo(DoneWork.NOTHING);
      assertThat(heard).containsExactly("lead.captured.v1", "lead.work-started.v1");
    }

    @Test
    void is_delivered_right_after_the_commit_by_a_crm_with_threads() throws Exception {
      CountDownLatch delivered = new CountDownLatch(1);
      try (Crm crm =
          Crm.on(storage)
              .ids(new SequentialIds())
              .reaction(Reaction.to("lead.captured.v1", "test", e -> delivered.countDown()))
              .start()) {
        capture(crm);
        assertThat(delivered.await(10, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Nested
  class A_reaction_that_fails {

    @Test
    void has_its_writes_undone_and_is_tried_again_later() {
      Crm[] crm = new Crm[1];
      crm[0] =
          crm(e -> {
            heard.add(e.event().type());
            if (heard.size() == 1) {
              crm[0]
                  .as(ADMIN)
                  .leads()
                  .startWork(new LeadId(e.event().subject().id()))
                  .orElseThrow();
              throw new IllegalStateException("no");
            }
          });
      LeadId id = capture(crm[0]);
      crm[0].runDue();
      assertThat(crm[0].as(ADMIN).leadQueries().get(id).orElseThrow().revision().version())
          .isEqualTo(1);

      clock.advance(Duration.ofSeconds(4));
      assertThat(crm[0].runDue()).isEqualTo(DoneWork.NOTHING);
      clock.advance(Duration.ofSeconds(1));
      assertThat(crm[0].runDue()).isEqualTo(new DoneWork(1, 0, 0));
      assertThat(heard).containsExactly("lead.captured.v1", "lead.captured.v1");
    }

    @Test
    void holds_back_the_events_behind_it_until_it_is_parked() {
      Crm crm =
          crm(e -> {
            if (e.event().type().equals("lead.captured.v1")) {
              throw new IllegalStateException("no");
            }
            heard.add(e.event().type());
          });
      LeadId id = capture(crm);
      crm.as(ADMIN).leads().startWork(id).orElseThrow();
      crm.runDue();
      assertThat(heard).isEmpty();

      for (int i = 0; i < Dispatcher.MOST_ATTEMPTS; i++) {
        clock.advance(Duration.ofHours(1));
        crm.runDue();
      }
      assertThat(heard).containsExactly("lead.work-started.v1");
      assertThat(crm.as(ADMIN).events().deadLetters(10).orElseThrow())
          .extracting(
              d -> d.envelope().event().type(), Outbox.Delivery::attempts, Outbox.Delivery::error)
          .containsExactly(
              tuple(
                  "lead.captured.v1",
                  Dispatcher.MOST_ATTEMPTS,
                  "java.lang.IllegalStateException: no"));
    }

    @Test
    void is_told_to_administrators_once_a_day_when_deliveries_to_it_were_parked() {
      Crm crm =
          crm(e -> {
            throw new IllegalStateException("no");
          });
      UserId administrator =
          crm.firstStart()
              .administrator("ada@example.com", "Ada", "a long enough password")
              .orElseThrow()
              .orElseThrow()
              .user()
              .id();
      capture(crm);
      capture(crm, "second@example.com");
      tryUntilParked(crm);
      UUID event = crm.as(ADMIN).events().deadLetters(10).orElseThrow().getFirst().envelope().id();
      assertThat(told(administrator))
          .containsExactly(
              new Message(
                  "event.dead/test/2026-03-02",
                  "event.dead",
                  "Events for “test” were given up",
                  "java.lang.IllegalStateException: no",
                  new Subject("event", event),
                  "event/" + event));

      capture(crm, "third@example.com");
      clock.advance(Duration.ofDays(1));
      tryUntilParked(crm);
      assertThat(told(administrator)).hasSize(2);
    }

    private void tryUntilParked(Crm crm) {
      for (int i = 0; i < Dispatcher.MOST_ATTEMPTS; i++) {
        crm.runDue();
        clock.advance(Duration.ofHours(1));
      }
    }

    private List<Message> told(UserId user) {
      return storage
          .notifications()
          .list(ListQuery.all(NotificationFields.CATALOGUE), user)
          .items()
          .stream()
          .map(Notification::message)
          .toList();
    }

    @Test
    void can_be_replayed_when_it_is_mended() {
      boolean[] broken = {true};
      Crm crm =
          crm(e -> {
            if (broken[0]) {
              throw new IllegalStateException("no");
            }
            heard.add(e.event().type());
          });
      capture(crm);
      tryUntilParked(crm);
      Events events = crm.as(ADMIN).events();
      UUID event = events.deadLetters(10).orElseThrow().getFirst().envelope().id();
      Instant captured = SettableClock.START;
      assertThat(events.backlog()).isEqualTo(Outcome.done(new Outbox.Backlog(0, 1, null)));

      broken[0] = false;
      assertThat(events.replay(event, "test")).isEqualTo(Outcome.done(event));
      assertThat(events.backlog()).isEqualTo(Outcome.done(new Outbox.Backlog(1, 0, captured)));
      crm.runDue();
      assertThat(heard).containsExactly("lead.captured.v1");
      assertThat(events.replay(event, "test"))
          .isEqualTo(Outcome.refused(new NotFound("dead letter", event + " to test")));
    }
  }

  @Test
  void events_are_pulled_in_order_from_where_the_caller_is() {
    Crm crm = crm(e -> {});
    LeadId id = capture(crm);
    crm.as(ADMIN).leads().startWork(id).orElseThrow();
    Events events = crm.as(ADMIN).events();
    List<EventEnvelope> all = events.after(null, 10).orElseThrow();

    assertThat(all)
        .extracting(e -> e.event().type())
        .containsExactly("lead.captured.v1", "lead.work-started.v1");
    assertThat(events.after(all.getFirst().id(), 10)).isEqualTo(Outcome.done(all.subList(1, 2)));
    assertThat(crm.as(Actors.stranger()).events().after(null, 10))
        .isEqualTo(
            Outcome.refused(
                new Forbidden(
                    "event:view", "This needs the permission event:view on all records.")));
  }

  private static LeadId capture(Crm crm) {
    return crm.as(ADMIN).leads().capture(new Leads.Capture(LeadDrafts.ada())).orElseThrow().id();
  }

  private static void capture(Crm crm, String email) {
    crm.as(ADMIN).leads().capture(new Leads.Capture(LeadDrafts.ada().email(email))).orElseThrow();
  }
}
