package dev.kith.crm.persistence.intake.preset;

import static dev.kith.crm.persistence.generated.Tables.IMPORT_PRESET;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.application.intake.preset.MappingPresetStore;
import dev.kith.crm.application.intake.preset.PresetOf;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPreset.Content;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.intake.preset.PresetRefusal;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.ImportPresetRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public final class JooqMappingPresetStore implements MappingPresetStore {

  private static final String NAME_UNIQUE = "import_preset_name_unique";

  private static final String LEADS = "LEAD";

  private final Database database;

  public JooqMappingPresetStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<MappingPreset> find(MappingPresetId id) {
    return database
        .dsl()
        .selectFrom(IMPORT_PRESET)
        .where(IMPORT_PRESET.ID.eq(id.value()))
        .fetchOptional(this::preset);
  }

  @Override
  public Outcome<MappingPreset> add(MappingPreset preset) {
    return Saving.refusedIfTaken(
        NAME_UNIQUE,
        new PresetRefusal.PresetNameTaken(preset.name()),
        () -> {
          database.dsl().executeInsert(row(preset));
          return Outcome.done(preset);
        });
  }

  @Override
  public Outcome<MappingPreset> update(MappingPreset preset) {
    return Saving.refusedIfTaken(
        NAME_UNIQUE,
        new PresetRefusal.PresetNameTaken(preset.name()),
        () ->
            Saving.replace(database, preset, row(preset), IMPORT_PRESET.ID, IMPORT_PRESET.VERSION));
  }

  @Override
  public List<MappingPreset> list(@Nullable PresetOf of, @Nullable String afterName, int limit) {
    return database
        .dsl()
        .selectFrom(IMPORT_PRESET)
        .where(IMPORT_PRESET.LIVE_NAME_KEY.isNotNull())
        .and(of == null ? noCondition() : IMPORT_PRESET.ROWS_ARE.eq(rows(of.kind())))
        .and(afterName == null ? noCondition() : IMPORT_PRESET.LIVE_NAME_KEY.gt(key(afterName)))
        .orderBy(IMPORT_PRESET.LIVE_NAME_KEY)
        .limit(limit)
        .fetch(this::preset);
  }

  @Override
  public List<MappingPreset> fitting(String headerKey, int limit) {
    return database
        .dsl()
        .selectFrom(IMPORT_PRESET)
        .where(IMPORT_PRESET.HEADER_KEY.eq(headerKey))
        .and(IMPORT_PRESET.DELETED_AT.isNull())
        .orderBy(IMPORT_PRESET.UPDATED_AT.desc(), IMPORT_PRESET.ID.desc())
        .limit(limit)
        .fetch(this::preset);
  }

  private MappingPreset preset(ImportPresetRecord row) {
    return new MappingPreset(
        new MappingPresetId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        row.getName(),
        database.json().read(row.getContent(), Content.class),
        new UserId(row.getOwnerId()));
  }

  private ImportPresetRecord row(MappingPreset preset) {
    ImportPresetRecord row = new ImportPresetRecord();
    row.setId(preset.id().value());
    row.setVersion(preset.revision().version());
    row.setCreatedAt(preset.revision().createdAt());
    row.setUpdatedAt(preset.revision().updatedAt());
    row.setDeletedAt(preset.revision().deletedAt());
    row.setName(preset.name());
    row.setLiveNameKey(preset.revision().isDeleted() ? null : key(preset.name()));
    row.setHeaderKey(preset.headerKey());
    row.setRowsAre(rows(preset.content().kind()));
    row.setContent(database.json().write(preset.content()));
    row.setOwnerId(preset.owner().value());
    return row;
  }

  private static String rows(@Nullable RecordKind kind) {
    return kind == null ? LEADS : kind.name();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
