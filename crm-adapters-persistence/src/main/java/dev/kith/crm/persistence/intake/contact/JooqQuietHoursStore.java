package dev.kith.crm.persistence.intake.contact;

import static dev.kith.crm.persistence.generated.Tables.QUIET_HOURS;

import dev.kith.crm.application.intake.contact.QuietHoursStore;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.SettingsStore;

/** The quiet hours. */
public final class JooqQuietHoursStore extends SettingsStore<QuietHours, QuietHours.Settings>
    implements QuietHoursStore {

  public JooqQuietHoursStore(Database database) {
    super(database, QUIET_HOURS, QuietHours.Settings.class, QuietHours.USUAL);
  }

  @Override
  protected QuietHours of(Revision revision, QuietHours.Settings settings) {
    return new QuietHours(revision, settings);
  }

  @Override
  protected QuietHours.Settings settings(QuietHours aggregate) {
    return aggregate.settings();
  }
}
