package dev.kith.crm.persistence.intake.attribution;

import static dev.kith.crm.persistence.generated.Tables.ATTRIBUTION_RULES;

import dev.kith.crm.application.intake.attribution.AttributionRuleStore;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.AttributionRulesRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.util.Optional;
import java.util.UUID;
import org.jooq.exception.DataAccessException;

/**
 * The rules, as JSON: they are only ever read as a whole. Until they are changed there is no row.
 */
public final class JooqAttributionRuleStore implements AttributionRuleStore {

  private final Database database;

  public JooqAttributionRuleStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<AttributionRules> find(UUID id) {
    return id.equals(AttributionRules.ID)
        ? Optional.of(stored().orElse(AttributionRules.USUAL))
        : Optional.empty();
  }

  private Optional<AttributionRules> stored() {
    return database
        .dsl()
        .selectFrom(ATTRIBUTION_RULES)
        .where(ATTRIBUTION_RULES.ID.eq(AttributionRules.ID))
        .fetchOptional(this::rules);
  }

  @Override
  public Outcome<AttributionRules> add(AttributionRules rules) {
    throw new IllegalStateException("there are rules from the beginning");
  }

  @Override
  public Outcome<AttributionRules> update(AttributionRules rules) {
    long before = rules.revision().version() - 1;
    long stored = find(AttributionRules.ID).orElseThrow().revision().version();
    if (stored != before) {
      return stale(before, stored);
    }
    if (stored().isEmpty()) {
      insert(rules);
      return Outcome.done(rules);
    }
    AttributionRulesRecord row = row(rules);
    row.touched(ATTRIBUTION_RULES.ID, false);
    int updated =
        database
            .dsl()
            .update(ATTRIBUTION_RULES)
            .set(row)
            .where(ATTRIBUTION_RULES.ID.eq(AttributionRules.ID))
            .and(ATTRIBUTION_RULES.VERSION.eq(before))
            .execute();
    return updated == 1
        ? Outcome.done(rules)
        : stale(before, find(AttributionRules.ID).orElseThrow().revision().version());
  }

  private void insert(AttributionRules rules) {
    try {
      database.dsl().executeInsert(row(rules));
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "attribution_rules_pk") ? Failures.lostRace(e) : e;
    }
  }

  private static Outcome<AttributionRules> stale(long expected, long actual) {
    return Outcome.refused(
        new StaleVersion("attribution-rules", AttributionRules.ID.toString(), expected, actual));
  }

  private AttributionRules rules(AttributionRulesRecord row) {
    return new AttributionRules(
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        database.json().read(row.getSettings(), AttributionRules.Settings.class));
  }

  private AttributionRulesRecord row(AttributionRules rules) {
    AttributionRulesRecord row = new AttributionRulesRecord();
    row.setId(AttributionRules.ID);
    row.setVersion(rules.revision().version());
    row.setCreatedAt(rules.revision().createdAt());
    row.setUpdatedAt(rules.revision().updatedAt());
    row.setSettings(database.json().write(rules.settings()));
    return row;
  }
}
