package dev.kith.crm.persistence.automation;

import static dev.kith.crm.persistence.generated.Tables.RULE;
import static dev.kith.crm.persistence.generated.Tables.RULE_FIRING;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.FiringStore;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.persistence.generated.tables.RuleFiring;
import dev.kith.crm.persistence.generated.tables.records.RuleFiringRecord;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

public final class JooqFiringStore implements FiringStore {

  private final Database database;
  private final ListSql<FiringView> list;

  public JooqFiringStore(Database database) {
    this.database = database;
    this.list =
        new ListSql<>(
            database,
            FiringView.CATALOGUE,
            ImmutableMap.<String, Column>builder()
                .put("id", Column.exact(RULE_FIRING.ID, false))
                .put("at", Column.exact(RULE_FIRING.FIRED_AT, false))
                .put("rule", Column.exact(RULE_FIRING.RULE_ID, false))
                .put("ruleVersion", Column.exact(RULE_FIRING.RULE_NUMBER, false))
                .put("recordType", Column.text(database, RULE_FIRING.RECORD_TYPE, false))
                .put("recordId", Column.exact(RULE_FIRING.RECORD_ID, false))
                .put("event", Column.exact(RULE_FIRING.EVENT_ID, false))
                .put("eventType", Column.text(database, RULE_FIRING.EVENT_TYPE, false))
                .put("code", Column.text(database, RULE_FIRING.CODE, true))
                .put("outcome", Column.exact(RULE_FIRING.OUTCOME, false))
                .buildOrThrow(),
            RULE_FIRING.ID,
            RULE_FIRING.join(RULE).on(RULE.ID.eq(RULE_FIRING.RULE_ID)),
            List.of(RULE_FIRING.asterisk(), RULE.NAME.as("rule_name")),
            this::view);
  }

  @Override
  public boolean add(Firing firing) {
    return database.dsl().insertInto(RULE_FIRING).set(row(firing)).onConflictDoNothing().execute()
        > 0;
  }

  @Override
  public void tell(UUID firing, Firing.Trace trace) {
    database
        .dsl()
        .update(RULE_FIRING)
        .set(RULE_FIRING.TRACE, database.json().write(trace))
        .where(RULE_FIRING.ID.eq(firing))
        .execute();
  }

  @Override
  public Optional<FiringView> find(UUID firing) {
    return database
        .dsl()
        .select(RULE_FIRING.asterisk(), RULE.NAME.as("rule_name"))
        .from(RULE_FIRING)
        .join(RULE)
        .on(RULE.ID.eq(RULE_FIRING.RULE_ID))
        .where(RULE_FIRING.ID.eq(firing))
        .fetchOptional(this::view);
  }

  @Override
  public boolean reopen(UUID firing, @Nullable String once) {
    RuleFiring other = RULE_FIRING.as("other");
    return database
            .dsl()
            .update(RULE_FIRING)
            .set(RULE_FIRING.OUTCOME, Firing.Result.FIRED.name())
            .setNull(RULE_FIRING.REASON)
            .setNull(RULE_FIRING.CODE)
            .setNull(RULE_FIRING.FAILED_ACTION)
            .set(RULE_FIRING.ONCE_KEY, once)
            .where(RULE_FIRING.ID.eq(firing))
            .and(RULE_FIRING.OUTCOME.eq(Firing.Result.FAILED.name()))
            .and(
                once == null
                    ? DSL.noCondition()
                    : DSL.notExists(DSL.selectOne().from(other).where(other.ONCE_KEY.eq(once))))
            .execute()
        > 0;
  }

  @Override
  public void failAgain(UUID firing, String reason, String code, Firing.Trace trace) {
    database
        .dsl()
        .update(RULE_FIRING)
        .set(RULE_FIRING.OUTCOME, Firing.Result.FAILED.name())
        .set(RULE_FIRING.REASON, reason)
        .set(RULE_FIRING.CODE, code)
        .set(RULE_FIRING.FAILED_ACTION, trace.last())
        .set(RULE_FIRING.TRACE, database.json().write(trace))
        .setNull(RULE_FIRING.ONCE_KEY)
        .where(RULE_FIRING.ID.eq(firing))
        .execute();
  }

  @Override
  public long count(RuleId rule, Subject record, Instant since, boolean shadow) {
    return database
        .dsl()
        .fetchCount(
            RULE_FIRING,
            RULE_FIRING
                .RECORD_ID
                .eq(record.id())
                .and(RULE_FIRING.FIRED_AT.ge(since))
                .and(RULE_FIRING.RULE_ID.eq(rule.value()))
                .and(RULE_FIRING.RECORD_TYPE.eq(record.type()))
                .and(shadow ? isShadow() : isShadow().not()));
  }

  @Override
  public boolean hasHappened(String once) {
    return database.dsl().fetchExists(RULE_FIRING, RULE_FIRING.ONCE_KEY.eq(once));
  }

  /** Whether it would have been, in shadow. */
  static Condition isShadow() {
    return RULE_FIRING.OUTCOME.in(Firing.Result.SHADOW.stream().map(Enum::name).toList());
  }

  @Override
  public Page<FiringView> list(ListQuery query) {
    return list.page(query, DSL.noCondition());
  }

  private FiringView view(Record r) {
    RuleFiringRecord row = r.into(RULE_FIRING);
    return new FiringView(
        new Firing(
            row.getId(),
            new RuleId(row.getRuleId()),
            row.getRuleNumber(),
            new Subject(row.getRecordType(), row.getRecordId()),
            row.getEventId(),
            row.getEventType(),
            row.getFiredAt(),
            Firing.Result.valueOf(row.getOutcome()),
            row.getReason(),
            row.getCode(),
            database.json().read(row.getTrace(), Firing.Trace.class),
            row.getOnceKey()),
        r.get("rule_name", String.class));
  }

  private RuleFiringRecord row(Firing firing) {
    RuleFiringRecord row = new RuleFiringRecord();
    row.setId(firing.id());
    row.setRuleId(firing.rule().value());
    row.setRuleNumber(firing.number());
    row.setRecordType(firing.record().type());
    row.setRecordId(firing.record().id());
    row.setEventId(firing.event());
    row.setEventType(firing.eventType());
    row.setFiredAt(firing.at());
    row.setOutcome(firing.outcome().name());
    row.setReason(firing.reason());
    row.setCode(firing.code());
    row.setFailedAction(firing.code() == null ? null : firing.trace().last());
    row.setTrace(database.json().write(firing.trace()));
    row.setOnceKey(firing.once());
    return row;
  }
}
