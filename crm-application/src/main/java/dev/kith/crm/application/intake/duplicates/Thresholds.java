package dev.kith.crm.application.intake.duplicates;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.shared.Outcome;
import java.util.UUID;

/** Reads and sets from which weight on leads count as the same. */
record Thresholds(Kernel kernel, Context context) {

  private static final Permission VIEW = new Permission(Feature.DUPLICATE, Action.VIEW);
  private static final Permission ADMINISTER = new Permission(Feature.DUPLICATE, Action.ADMINISTER);

  private static final Changes.Kind<UUID, DuplicateThresholds> KIND =
      new Changes.Kind<>(
          Feature.DUPLICATE,
          DuplicateThresholds.class,
          DuplicateThresholds::subjectOf,
          DuplicateThresholds::facts,
          thresholds -> null);

  Outcome<DuplicateThresholds> read() {
    return Permits.require(context.actor(), VIEW, () -> Outcome.done(store().thresholds()));
  }

  Outcome<DuplicateThresholds> set(DuplicateThresholds.Settings settings) {
    return Permits.requireOnAll(
        context.actor(),
        ADMINISTER,
        () ->
            new Changes<>(KIND, store(), kernel, context)
                .change(
                    DuplicateThresholds.ID,
                    Action.ADMINISTER,
                    "duplicate.set-thresholds",
                    settings,
                    thresholds -> thresholds.set(settings, kernel.now())));
  }

  private DuplicateThresholdStore store() {
    return kernel.storage().duplicateThresholds();
  }
}
