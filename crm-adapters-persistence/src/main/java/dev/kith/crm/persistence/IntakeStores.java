package dev.kith.crm.persistence;

import dev.kith.crm.application.intake.ImportStore;
import dev.kith.crm.application.intake.attribution.AttributionRuleStore;
import dev.kith.crm.application.intake.attribution.TouchStore;
import dev.kith.crm.application.intake.consent.ConsentStore;
import dev.kith.crm.application.intake.contact.QuietHoursStore;
import dev.kith.crm.application.intake.contact.SuppressionStore;
import dev.kith.crm.application.intake.duplicates.DistinctPairs;
import dev.kith.crm.application.intake.duplicates.DuplicateThresholdStore;
import dev.kith.crm.application.intake.duplicates.merge.MergeStore;
import dev.kith.crm.application.intake.duplicates.scan.ClusterStore;
import dev.kith.crm.application.intake.enrichment.FoundValueStore;
import dev.kith.crm.application.intake.enrichment.LeadsToEnrich;
import dev.kith.crm.application.intake.preset.MappingPresetStore;
import dev.kith.crm.application.intake.rows.Dependents;
import dev.kith.crm.persistence.intake.JooqImportStore;
import dev.kith.crm.persistence.intake.attribution.JooqAttributionRuleStore;
import dev.kith.crm.persistence.intake.attribution.JooqTouchStore;
import dev.kith.crm.persistence.intake.consent.JooqConsentStore;
import dev.kith.crm.persistence.intake.contact.JooqQuietHoursStore;
import dev.kith.crm.persistence.intake.contact.JooqSuppressionStore;
import dev.kith.crm.persistence.intake.duplicates.JooqBlockingKeys;
import dev.kith.crm.persistence.intake.duplicates.JooqDistinctPairs;
import dev.kith.crm.persistence.intake.duplicates.JooqDuplicateThresholdStore;
import dev.kith.crm.persistence.intake.duplicates.merge.JooqMergeStore;
import dev.kith.crm.persistence.intake.duplicates.scan.JooqClusterStore;
import dev.kith.crm.persistence.intake.enrichment.JooqFoundValueStore;
import dev.kith.crm.persistence.intake.enrichment.JooqLeadsToEnrich;
import dev.kith.crm.persistence.intake.preset.JooqMappingPresetStore;
import dev.kith.crm.persistence.intake.rows.JooqDependents;
import dev.kith.crm.persistence.kernel.Database;

/** The stores of intake, which are many. */
record IntakeStores(
    JooqBlockingKeys blockingKeys,
    ImportStore imports,
    Dependents dependents,
    MappingPresetStore mappingPresets,
    DistinctPairs distinctPairs,
    DuplicateThresholdStore duplicateThresholds,
    MergeStore merges,
    TouchStore touches,
    ConsentStore consents,
    SuppressionStore suppressions,
    QuietHoursStore quietHours,
    AttributionRuleStore attributionRules,
    FoundValueStore foundValues,
    LeadsToEnrich leadsToEnrich,
    ClusterStore clusters) {

  static IntakeStores of(Database database) {
    return new IntakeStores(
        new JooqBlockingKeys(database),
        new JooqImportStore(database),
        new JooqDependents(database),
        new JooqMappingPresetStore(database),
        new JooqDistinctPairs(database),
        new JooqDuplicateThresholdStore(database),
        new JooqMergeStore(database),
        new JooqTouchStore(database),
        new JooqConsentStore(database),
        new JooqSuppressionStore(database),
        new JooqQuietHoursStore(database),
        new JooqAttributionRuleStore(database),
        new JooqFoundValueStore(database),
        new JooqLeadsToEnrich(database),
        new JooqClusterStore(database));
  }
}
