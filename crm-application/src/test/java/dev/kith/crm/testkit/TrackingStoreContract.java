package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.scoring.tracking.TrackingSettingsStore;
import dev.kith.crm.application.scoring.tracking.TrackingStore;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementContent;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.scoring.tracking.Visitor;
import dev.kith.crm.domain.scoring.tracking.VisitorEvent;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.domain.scoring.tracking.VisitorJoin;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Engagements;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link TrackingStore} and {@link TrackingSettingsStore} promise. */
public interface TrackingStoreContract extends StorageContract {

  Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  default void visitors_come_back_as_they_were_and_are_replaced() {
    Visitor nobody = visitor(NOON);
    Visitor somebody = visitor(NOON).of(Leads.anId());
    add(nobody, somebody);
    assertThat(store().findAll(List.of(nobody.id(), somebody.id(), anId())))
        .containsExactlyInAnyOrder(nobody, somebody);
    assertThat(store().findAll(List.of())).isEmpty();
    Visitor known = nobody.of(Leads.anId()).seen(NOON.plusSeconds(9));
    replace(known, somebody.of(null));
    assertThat(kept(() -> Outcome.done(store().lock(List.of(nobody.id()))))).containsExactly(known);
    assertThat(store().findAll(List.of(somebody.id()))).containsExactly(somebody.of(null));
    assertThat(store().lock(List.of())).isEmpty();
  }

  @Test
  default void those_that_were_seen_last_are_found() {
    Instant future = NOON.plus(Duration.ofDays(9_000));
    Visitor first = visitor(future);
    Visitor last = visitor(future.plusSeconds(2));
    Visitor between = visitor(future.plusSeconds(1)).of(Leads.anId());
    add(first, last, between);
    assertThat(store().latest(3)).containsExactly(last, between, first);
    assertThat(store().latest(1)).containsExactly(last);
  }

  @Test
  default void a_visitor_and_an_event_are_there_once() {
    Visitor visitor = visitor(NOON);
    add(visitor);
    assertThatThrownBy(() -> add(visitor)).isInstanceOf(ConcurrentChangeException.class);
    VisitorEvent event = event(visitor, "a", 1);
    addEvents(event);
    assertThatThrownBy(() -> addEvents(event)).isInstanceOf(ConcurrentChangeException.class);
  }

  @Test
  default void events_of_a_visitor_come_back_the_latest_first() {
    Visitor visitor = visitor(NOON);
    Visitor other = visitor(NOON);
    VisitorEvent one = event(visitor, "a", 1);
    VisitorEvent two = event(visitor, "b", 2);
    VisitorEvent others = event(other, "a", 3);
    add(visitor, other);
    addEvents(one, two, others);
    assertThat(store().events(visitor.id(), 9)).containsExactly(two, one);
    assertThat(store().events(visitor.id(), 1)).containsExactly(two);
    assertThat(store().known(List.of(one.id(), VisitorEvent.idOf(visitor.id(), "z"))))
        .containsExactly(one.id());
    assertThat(store().known(List.of())).isEmpty();
    assertThat(store().counts(List.of(visitor.id(), other.id(), anId())))
        .isEqualTo(Map.of(visitor.id(), 2, other.id(), 1));
    assertThat(store().counts(List.of())).isEmpty();
  }

  @Test
  default void the_journal_is_read_by_visitor_and_by_lead() {
    LeadId lead = Leads.anId();
    VisitorJoin first = join(anId(), lead, NOON);
    VisitorJoin again = join(first.visitor(), lead, NOON.plusSeconds(60));
    VisitorJoin other = join(first.visitor(), Leads.anId(), NOON.plusSeconds(30));
    kept(() -> {
      store().addJoin(first);
      store().addJoin(again);
      store().addJoin(other);
      store().replaceJoin(first.undone(NOON.plusSeconds(20)));
      return Outcome.done(true);
    });
    assertThat(store().joins(first.visitor()))
        .containsExactly(again, other, first.undone(NOON.plusSeconds(20)));
    assertThat(store().joins(lead)).containsExactly(again, first.undone(NOON.plusSeconds(20)));
  }

  @Test
  default void a_visitor_is_removed_with_what_it_did_and_others_stay() {
    Visitor visitor = visitor(NOON);
    Visitor other = visitor(NOON);
    add(visitor, other);
    addEvents(event(visitor, "a", 1), event(other, "a", 1));
    kept(() -> {
      store().remove(visitor.id());
      return Outcome.done(true);
    });
    assertThat(store().findAll(List.of(visitor.id(), other.id()))).containsExactly(other);
    assertThat(store().events(visitor.id(), 9)).isEmpty();
    assertThat(store().events(other.id(), 9)).hasSize(1);
  }

  @Test
  default void those_who_are_nobody_are_removed_when_they_were_long_not_seen() {
    Instant past = NOON.minus(Duration.ofDays(9_000));
    Visitor old = visitor(past);
    Visitor older = visitor(past.minusSeconds(1));
    Visitor somebody = visitor(past).of(Leads.anId());
    Visitor recent = visitor(NOON);
    add(old, older, somebody, recent);
    addEvents(event(old, "a", 1));
    assertThat(removed(past.plusSeconds(1), 1)).isEqualTo(1);
    assertThat(store().findAll(List.of(old.id(), older.id()))).containsExactly(old);
    assertThat(removed(past.plusSeconds(1), 9)).isEqualTo(1);
    assertThat(removed(past.plusSeconds(1), 9)).isZero();
    assertThat(store().events(old.id(), 9)).isEmpty();
    assertThat(store().findAll(List.of(somebody.id(), recent.id()))).hasSize(2);
  }

  @Test
  default void settings_of_tracking_are_usual_until_they_are_replaced() {
    TrackingSettings before = settings().current();
    TrackingSettings.Settings wanted =
        new TrackingSettings.Settings(
            "https://crm.example.com", List.of("https://www.example.com"), false, true, 30);
    TrackingSettings changed = before.set(wanted, NOON).orElseThrow().next();
    TrackingSettings rotated = changed.rotate(true, NOON).orElseThrow().next();
    kept(() -> settings().update(changed));
    kept(() -> settings().update(rotated));
    assertThat(settings().current()).isEqualTo(rotated);
    assertThat(
            storage().transactions().run(() -> settings().update(changed)) instanceof Outcome.Done)
        .isFalse();
  }

  private int removed(Instant before, int limit) {
    return kept(() -> Outcome.done(store().removeUnknownBefore(before, limit)));
  }

  private static VisitorId anId() {
    return new VisitorId(Leads.anId().value());
  }

  private static Visitor visitor(Instant seen) {
    return new Visitor(anId(), seen, "Banner 3: “Yes”", seen, null);
  }

  private static VisitorEvent event(Visitor visitor, String name, int minutes) {
    Instant at = NOON.plusSeconds(60L * minutes);
    return new VisitorEvent(
        VisitorEvent.idOf(visitor.id(), name),
        visitor.id(),
        new EngagementContent(
            EngagementType.PAGE_VIEW,
            null,
            "https://www.example.com/ü",
            at,
            Map.of(),
            name.equals("a") ? Traces.of(Engagements.BROWSER) : Traces.NONE),
        at.plusSeconds(1));
  }

  private static VisitorJoin join(VisitorId visitor, LeadId lead, Instant at) {
    return new VisitorJoin(Leads.anId().value(), visitor, lead, at, "Ada", null);
  }

  private void add(Visitor... added) {
    kept(() -> {
      store().addAll(List.of(added));
      return Outcome.done(added);
    });
  }

  private void replace(Visitor... replaced) {
    kept(() -> {
      store().replaceAll(List.of(replaced));
      return Outcome.done(replaced);
    });
  }

  private void addEvents(VisitorEvent... added) {
    kept(() -> {
      store().addEvents(List.of(added));
      return Outcome.done(added);
    });
  }

  private TrackingStore store() {
    return storage().tracking();
  }

  private TrackingSettingsStore settings() {
    return storage().trackingSettings();
  }
}
