package dev.kith.crm.application.conversion;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.conversion.ConversionMapping;
import dev.kith.crm.domain.conversion.ConversionTerms;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.UUID;

final class ConversionMappingService implements ConversionMappings {

  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  private static final Permission ADMINISTER = new Permission(Feature.LEAD, Action.ADMINISTER);

  private static final Changes.Kind<UUID, ConversionMapping> KIND =
      new Changes.Kind<>(
          Feature.LEAD,
          ConversionMapping.class,
          ConversionMapping::subjectOf,
          ConversionMapping::facts,
          mapping -> null);

  private final Kernel kernel;
  private final Context context;

  ConversionMappingService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
  }

  @Override
  public Outcome<ConversionMapping> get() {
    return Permits.require(context.actor(), VIEW, () -> Outcome.done(store().current()));
  }

  @Override
  public Outcome<ConversionMapping> version(long version) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            store()
                .version(version)
                .map(Outcome::done)
                .orElseGet(() ->
                    Outcome.refused(new NotFound("conversion-mapping", String.valueOf(version)))));
  }

  @Override
  public List<Violation> problemsOf(ConversionTerms terms) {
    return terms.sound().violations();
  }

  @Override
  public Outcome<ConversionMapping> set(ConversionTerms terms) {
    return Permits.requireOnAll(
        context.actor(),
        ADMINISTER,
        () ->
            new Changes<>(KIND, store(), kernel, context)
                .change(
                    ConversionMapping.ID,
                    Action.ADMINISTER,
                    "conversion-mapping.set",
                    terms,
                    before -> terms.sound().map(good -> before.set(good, kernel.now()))));
  }

  private ConversionMappingStore store() {
    return kernel.storage().conversionMapping();
  }
}
