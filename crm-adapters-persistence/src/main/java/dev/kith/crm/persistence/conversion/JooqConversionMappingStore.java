package dev.kith.crm.persistence.conversion;

import static dev.kith.crm.persistence.generated.Tables.CONVERSION_MAPPING;
import static dev.kith.crm.persistence.generated.Tables.CONVERSION_MAPPING_VERSION;

import dev.kith.crm.application.conversion.ConversionMappingStore;
import dev.kith.crm.domain.conversion.ConversionMapping;
import dev.kith.crm.domain.conversion.ConversionTerms;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.ConversionMappingVersionRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.SettingsStore;
import java.util.Optional;
import java.util.UUID;

/** The mapping of conversions as settings, with its versions. */
public final class JooqConversionMappingStore implements ConversionMappingStore {

  private final Database database;
  private final Settings settings;

  public JooqConversionMappingStore(Database database) {
    this.database = database;
    this.settings = new Settings(database);
  }

  private static final class Settings extends SettingsStore<ConversionMapping, ConversionTerms> {
    Settings(Database database) {
      super(database, CONVERSION_MAPPING, ConversionTerms.class, ConversionMapping.USUAL);
    }

    @Override
    protected ConversionMapping of(Revision revision, ConversionTerms terms) {
      return new ConversionMapping(revision, terms);
    }

    @Override
    protected ConversionTerms settings(ConversionMapping mapping) {
      return mapping.terms();
    }
  }

  @Override
  public Optional<ConversionMapping> find(UUID id) {
    return settings.find(id);
  }

  @Override
  public Outcome<ConversionMapping> add(ConversionMapping mapping) {
    return settings.add(mapping);
  }

  @Override
  public Outcome<ConversionMapping> update(ConversionMapping mapping) {
    return settings.update(mapping).map(this::followed);
  }

  private ConversionMapping followed(ConversionMapping mapping) {
    ConversionMappingVersionRecord version = new ConversionMappingVersionRecord();
    version.setVersion(mapping.revision().version());
    version.setSince(mapping.revision().updatedAt());
    version.setSettings(database.json().write(mapping.terms()));
    database.dsl().executeInsert(version);
    return mapping;
  }

  @Override
  public Optional<ConversionMapping> version(long version) {
    Revision first = ConversionMapping.USUAL.revision();
    return version == first.version()
        ? Optional.of(ConversionMapping.USUAL)
        : database
            .dsl()
            .selectFrom(CONVERSION_MAPPING_VERSION)
            .where(CONVERSION_MAPPING_VERSION.VERSION.eq(version))
            .fetchOptional(row ->
                new ConversionMapping(
                    new Revision(row.getVersion(), first.createdAt(), row.getSince(), null),
                    database.json().read(row.getSettings(), ConversionTerms.class)));
  }
}
