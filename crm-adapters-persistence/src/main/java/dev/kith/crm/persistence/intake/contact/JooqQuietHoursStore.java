package dev.kith.crm.persistence.intake.contact;

import static dev.kith.crm.persistence.generated.Tables.QUIET_HOURS;

import dev.kith.crm.application.intake.contact.QuietHoursStore;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.QuietHoursRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.util.Optional;
import java.util.UUID;
import org.jooq.exception.DataAccessException;

/**
 * The hours, as JSON: they are only ever read as a whole. Until they are changed there is no row.
 */
public final class JooqQuietHoursStore implements QuietHoursStore {

  private final Database database;

  public JooqQuietHoursStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<QuietHours> find(UUID id) {
    return id.equals(QuietHours.ID)
        ? Optional.of(stored().orElse(QuietHours.USUAL))
        : Optional.empty();
  }

  private Optional<QuietHours> stored() {
    return database
        .dsl()
        .selectFrom(QUIET_HOURS)
        .where(QUIET_HOURS.ID.eq(QuietHours.ID))
        .fetchOptional(row ->
            new QuietHours(
                new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
                database.json().read(row.getSettings(), QuietHours.Settings.class)));
  }

  @Override
  public Outcome<QuietHours> add(QuietHours hours) {
    throw new IllegalStateException("there are quiet hours from the beginning");
  }

  @Override
  public Outcome<QuietHours> update(QuietHours hours) {
    long before = hours.revision().version() - 1;
    Optional<QuietHours> stored = stored();
    long version = stored.orElse(QuietHours.USUAL).revision().version();
    if (version != before || (stored.isPresent() && replaced(hours, before) == 0)) {
      return Outcome.refused(
          new StaleVersion(
              "quiet-hours",
              QuietHours.ID.toString(),
              before,
              find(QuietHours.ID).orElseThrow().revision().version()));
    }
    if (stored.isEmpty()) {
      insert(hours);
    }
    return Outcome.done(hours);
  }

  private int replaced(QuietHours hours, long before) {
    QuietHoursRecord row = row(hours);
    row.touched(QUIET_HOURS.ID, false);
    return database
        .dsl()
        .update(QUIET_HOURS)
        .set(row)
        .where(QUIET_HOURS.ID.eq(QuietHours.ID))
        .and(QUIET_HOURS.VERSION.eq(before))
        .execute();
  }

  private void insert(QuietHours hours) {
    try {
      database.dsl().executeInsert(row(hours));
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "quiet_hours_pk") ? Failures.lostRace(e) : e;
    }
  }

  private QuietHoursRecord row(QuietHours hours) {
    QuietHoursRecord row = new QuietHoursRecord();
    row.setId(QuietHours.ID);
    row.setVersion(hours.revision().version());
    row.setCreatedAt(hours.revision().createdAt());
    row.setUpdatedAt(hours.revision().updatedAt());
    row.setSettings(database.json().write(hours.settings()));
    return row;
  }
}
