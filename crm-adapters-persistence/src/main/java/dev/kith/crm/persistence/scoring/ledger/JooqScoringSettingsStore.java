package dev.kith.crm.persistence.scoring.ledger;

import static dev.kith.crm.persistence.generated.Tables.SCORING_SETTINGS;

import dev.kith.crm.application.scoring.ledger.ScoringSettingsStore;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.ScoringSettingsRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.util.Optional;
import java.util.UUID;
import org.jooq.exception.DataAccessException;

/**
 * The settings, as JSON: they are only ever read as a whole. Until they are changed there is no
 * row.
 */
public final class JooqScoringSettingsStore implements ScoringSettingsStore {

  private final Database database;

  public JooqScoringSettingsStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<ScoringSettings> find(UUID id) {
    return id.equals(ScoringSettings.ID)
        ? Optional.of(stored().orElse(ScoringSettings.USUAL))
        : Optional.empty();
  }

  private Optional<ScoringSettings> stored() {
    return database
        .dsl()
        .selectFrom(SCORING_SETTINGS)
        .where(SCORING_SETTINGS.ID.eq(ScoringSettings.ID))
        .fetchOptional(this::settings);
  }

  @Override
  public Outcome<ScoringSettings> add(ScoringSettings settings) {
    throw new IllegalStateException("there are settings from the beginning");
  }

  @Override
  public Outcome<ScoringSettings> update(ScoringSettings settings) {
    long before = settings.revision().version() - 1;
    long stored = find(ScoringSettings.ID).orElseThrow().revision().version();
    if (stored != before) {
      return stale(before, stored);
    }
    if (stored().isEmpty()) {
      insert(settings);
      return Outcome.done(settings);
    }
    ScoringSettingsRecord row = row(settings);
    row.touched(SCORING_SETTINGS.ID, false);
    int updated =
        database
            .dsl()
            .update(SCORING_SETTINGS)
            .set(row)
            .where(SCORING_SETTINGS.ID.eq(ScoringSettings.ID))
            .and(SCORING_SETTINGS.VERSION.eq(before))
            .execute();
    return updated == 1
        ? Outcome.done(settings)
        : stale(before, find(ScoringSettings.ID).orElseThrow().revision().version());
  }

  private void insert(ScoringSettings settings) {
    try {
      database.dsl().executeInsert(row(settings));
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "scoring_settings_pk") ? Failures.lostRace(e) : e;
    }
  }

  private static Outcome<ScoringSettings> stale(long expected, long actual) {
    return Outcome.refused(
        new StaleVersion("scoring-settings", ScoringSettings.ID.toString(), expected, actual));
  }

  private ScoringSettings settings(ScoringSettingsRecord row) {
    return new ScoringSettings(
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        database.json().read(row.getSettings(), ScoringSettings.Settings.class));
  }

  private ScoringSettingsRecord row(ScoringSettings settings) {
    ScoringSettingsRecord row = new ScoringSettingsRecord();
    row.setId(ScoringSettings.ID);
    row.setVersion(settings.revision().version());
    row.setCreatedAt(settings.revision().createdAt());
    row.setUpdatedAt(settings.revision().updatedAt());
    row.setSettings(database.json().write(settings.settings()));
    return row;
  }
}
