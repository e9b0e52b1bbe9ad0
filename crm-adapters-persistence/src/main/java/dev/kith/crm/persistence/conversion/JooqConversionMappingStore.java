package dev.kith.crm.persistence.conversion;

import static dev.kith.crm.persistence.generated.Tables.CONVERSION_MAPPING;
import static dev.kith.crm.persistence.generated.Tables.CONVERSION_MAPPING_VERSION;

import dev.kith.crm.application.conversion.ConversionMappingStore;
import dev.kith.crm.domain.conversion.ConversionMapping;
import dev.kith.crm.domain.conversion.ConversionTerms;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.VersionedSettingsStore;

/** The mapping of conversions, with its versions. */
public final class JooqConversionMappingStore
    extends VersionedSettingsStore<ConversionMapping, ConversionTerms>
    implements ConversionMappingStore {

  public JooqConversionMappingStore(Database database) {
    super(
        database,
        CONVERSION_MAPPING,
        CONVERSION_MAPPING_VERSION,
        ConversionTerms.class,
        ConversionMapping.USUAL);
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
