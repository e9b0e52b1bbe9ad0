package dev.kith.crm.persistence.scoring.ledger;

import static dev.kith.crm.persistence.generated.Tables.INCREMENT_RULE;

import dev.kith.crm.application.scoring.ledger.IncrementRuleStore;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.UsualRules;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.IncrementRuleRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.exception.DataAccessException;

public final class JooqIncrementRuleStore implements IncrementRuleStore {

  private final Database database;

  public JooqIncrementRuleStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<IncrementRule> find(IncrementRuleId id) {
    return stored(id).or(() -> UsualRules.find(id));
  }

  private Optional<IncrementRule> stored(IncrementRuleId id) {
    return database
        .dsl()
        .selectFrom(INCREMENT_RULE)
        .where(INCREMENT_RULE.ID.eq(id.value()))
        .fetchOptional(this::rule);
  }

  @Override
  public List<IncrementRule> all() {
    Map<IncrementRuleId, IncrementRule> rules =
        new TreeMap<>(Comparator.comparing(IncrementRuleId::toString));
    UsualRules.ALL.forEach(rule -> rules.put(rule.id(), rule));
    database
        .dsl()
        .selectFrom(INCREMENT_RULE)
        .fetch(this::rule)
        .forEach(rule -> rules.put(rule.id(), rule));
    return List.copyOf(rules.values());
  }

  @Override
  public Outcome<IncrementRule> add(IncrementRule rule) {
    database.dsl().executeInsert(row(rule));
    return Outcome.done(rule);
  }

  @Override
  public Outcome<IncrementRule> update(IncrementRule rule) {
    boolean isFirstOfAUsualOne =
        rule.revision().version() == 2
            && UsualRules.find(rule.id()).isPresent()
            && stored(rule.id()).isEmpty();
    if (!isFirstOfAUsualOne) {
      return Saving.replace(database, rule, row(rule), INCREMENT_RULE.ID, INCREMENT_RULE.VERSION);
    }
    try {
      return add(rule);
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "increment_rule_pk") ? Failures.lostRace(e) : e;
    }
  }

  /** Versions as they are kept. */
  record Versions(List<IncrementRule.Version> versions) {}

  private IncrementRule rule(IncrementRuleRecord row) {
    return new IncrementRule(
        new IncrementRuleId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        database.json().read(row.getVersions(), Versions.class).versions(),
        row.getRetiredAt());
  }

  private IncrementRuleRecord row(IncrementRule rule) {
    IncrementRuleRecord row = new IncrementRuleRecord();
    row.setId(rule.id().value());
    row.setVersion(rule.revision().version());
    row.setCreatedAt(rule.revision().createdAt());
    row.setUpdatedAt(rule.revision().updatedAt());
    row.setVersions(database.json().write(new Versions(rule.versions())));
    row.setRetiredAt(rule.retiredAt());
    return row;
  }
}
