package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.contact.QuietHoursStore;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.intake.contact.QuietHours.Settings;
import dev.kith.crm.domain.intake.contact.QuietHours.Window;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link QuietHoursStore} promises; a storage has one set of hours, so one story. */
public interface QuietHoursStoreContract extends StorageContract {

  @Test
  default void the_usual_hours_are_there_until_they_are_replaced_version_by_version() {
    assertThat(store().hours()).isEqualTo(QuietHours.USUAL);
    assertThat(store().find(new UUID(0, 1))).isEmpty();

    QuietHours second = set(store().hours(), "Europe/Berlin");
    assertThat(kept(() -> store().update(second))).isEqualTo(second);
    assertThat(store().hours()).isEqualTo(second);

    QuietHours third = set(second, "Asia/Tokyo");
    kept(() -> store().update(third));
    assertThat(store().hours()).isEqualTo(third);
    assertThat(storage().transactions().run(() -> store().update(second)))
        .isEqualTo(
            Outcome.refused(new StaleVersion("quiet-hours", QuietHours.ID.toString(), 1, 3)));
    assertThat(store().hours()).isEqualTo(third);
  }

  private static QuietHours set(QuietHours hours, String zone) {
    return hours
        .set(
            new Settings(
                zone,
                List.of(
                    new Window(
                        Set.of(Channel.PHONE, Channel.POST),
                        Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                        LocalTime.of(22, 30),
                        LocalTime.of(7, 0)))),
            Leads.CAPTURED)
        .orElseThrow()
        .next();
  }

  private QuietHoursStore store() {
    return storage().quietHours();
  }
}
