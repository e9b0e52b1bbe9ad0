package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.job.ScheduleStore;
import dev.kith.crm.application.job.ScheduleView;
import dev.kith.crm.domain.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link ScheduleStore} promises. */
public interface ScheduleStoreContract extends StorageContract {

  Instant DUE = SettableClock.START;

  @Test
  default void schedules_come_back_as_they_were_added_by_name() {
    ScheduleView nightly =
        new ScheduleView(
            "nightly",
            Schedule.daily(LocalTime.of(3, 0), ZoneId.of("Europe/Berlin")),
            "clean",
            false,
            DUE,
            DUE.minusSeconds(1));
    ScheduleView hourly = every("hourly", DUE);
    add(nightly, hourly);

    assertThat(schedules().all()).containsExactly(hourly, nightly);
  }

  @Test
  default void what_is_known_stays_as_it_is() {
    add(every("hourly", DUE));
    add(every("hourly", DUE.plusSeconds(9)), every("new", DUE));

    assertThat(schedules().all()).containsExactly(every("hourly", DUE), every("new", DUE));
  }

  @Test
  default void the_enabled_one_that_has_been_due_longest_is_locked() {
    ScheduleView first = every("z", DUE.minusSeconds(5));
    ScheduleView disabled =
        new ScheduleView("off", first.schedule(), "clean", false, DUE.minusSeconds(9), null);
    add(every("a", DUE), first, disabled);

    assertThat(schedules().nextDue()).contains(DUE.minusSeconds(5));
    assertThat(lockDue(DUE.minusSeconds(6))).isEmpty();
    assertThat(lockDue(DUE)).contains(first);
  }

  @Test
  default void an_update_replaces_it() {
    add(every("hourly", DUE));
    ScheduleView changed =
        new ScheduleView(
            "hourly",
            Schedule.every(Duration.ofMinutes(5)),
            "clean",
            false,
            DUE.plusSeconds(1),
            DUE);
    storage()
        .transactions()
        .always(() -> {
          assertThat(schedules().lock("hourly")).isPresent();
          schedules().update(changed);
          return changed;
        });

    assertThat(schedules().all()).containsExactly(changed);
    assertThat(schedules().nextDue()).isEmpty();
    assertThat(storage().transactions().always(() -> schedules().lock("none"))).isEmpty();
  }

  private ScheduleStore schedules() {
    return storage().schedules();
  }

  private void add(ScheduleView... wanted) {
    storage()
        .transactions()
        .always(() -> {
          schedules().addMissing(List.of(wanted));
          return wanted;
        });
  }

  private Optional<ScheduleView> lockDue(Instant now) {
    return storage().transactions().always(() -> schedules().lockDue(now));
  }

  private static ScheduleView every(String name, Instant nextRun) {
    return new ScheduleView(
        name, Schedule.every(Duration.ofHours(1)), "clean", true, nextRun, null);
  }
}
