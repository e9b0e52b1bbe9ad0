package dev.kith.crm.persistence.intake.attribution;

import static dev.kith.crm.persistence.generated.Tables.ATTRIBUTION_RULES;

import dev.kith.crm.application.intake.attribution.AttributionRuleStore;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.SettingsStore;

/** The rules of attribution. */
public final class JooqAttributionRuleStore
    extends SettingsStore<AttributionRules, AttributionRules.Settings>
    implements AttributionRuleStore {

  public JooqAttributionRuleStore(Database database) {
    super(database, ATTRIBUTION_RULES, AttributionRules.Settings.class, AttributionRules.USUAL);
  }

  @Override
  protected AttributionRules of(Revision revision, AttributionRules.Settings settings) {
    return new AttributionRules(revision, settings);
  }

  @Override
  protected AttributionRules.Settings settings(AttributionRules aggregate) {
    return aggregate.settings();
  }
}
