package dev.kith.crm.persistence.automation;

import static dev.kith.crm.persistence.generated.Tables.RULE;
import static dev.kith.crm.persistence.generated.Tables.RULE_FIRING;
import static dev.kith.crm.persistence.generated.Tables.RULE_VERSION;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.sum;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.RuleStore;
import dev.kith.crm.application.automation.RuleView;
import dev.kith.crm.application.automation.RuleView.ShadowCounts;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleContent;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.automation.RuleStatus;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.RuleRecord;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Saving;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;

public final class JooqRuleStore implements RuleStore {

  private static final Field<Instant> LAST_FIRED =
      DSL.field(select(max(RULE_FIRING.FIRED_AT)).from(RULE_FIRING).where(acted()))
          .as("last_fired");

  private static final Field<Integer> FIRINGS =
      DSL.field(selectCount().from(RULE_FIRING).where(acted())).as("firings");

  private static final Field<Integer> WOULD_FIRE =
      DSL.field(selectCount().from(RULE_FIRING).where(wouldFire())).as("would_fire");

  private static final Field<Integer> WOULD_BE_FIRED_AT =
      DSL.field(select(countDistinct(RULE_FIRING.RECORD_ID)).from(RULE_FIRING).where(wouldFire()))
          .as("would_be_fired_at");

  private static final Field<Integer> WATCHED =
      DSL.field(selectCount().from(RULE_FIRING).where(watched())).as("watched");

  private static final List<SelectFieldOrAsterisk> SELECTED =
      List.of(RULE.asterisk(), LAST_FIRED, FIRINGS, WOULD_FIRE, WOULD_BE_FIRED_AT, WATCHED);

  private static Condition acted() {
    return RULE_FIRING.RULE_ID.eq(RULE.ID).andNot(JooqFiringStore.isShadow());
  }

  private static Condition watched() {
    return isPresent().and(JooqFiringStore.isShadow());
  }

  /** Whether a firing tells of the rule as it is now. */
  public static Condition isPresent() {
    return RULE_FIRING
        .RULE_ID
        .eq(RULE.ID)
        .and(RULE_FIRING.RULE_NUMBER.eq(RULE.NUMBER))
        .and(
            RULE.STATUS
                .ne(RuleStatus.Name.SHADOW.name())
                .or(RULE_FIRING.FIRED_AT.ge(RULE.STATUS_SINCE)));
  }

  private static Condition wouldFire() {
    return watched().and(RULE_FIRING.OUTCOME.eq(Firing.Result.WOULD_FIRE.name()));
  }

  private final Database database;
  private final ListSql<RuleView> list;

  public JooqRuleStore(Database database) {
    this.database = database;
    this.list =
        new ListSql<>(
            database,
            RuleView.CATALOGUE,
            ImmutableMap.<String, Column>builder()
                .put("id", Column.exact(RULE.ID, false))
                .put("name", Column.keyed(RULE.NAME_SORT, false))
                .put("status", Column.exact(RULE.STATUS, false))
                .put("record", Column.text(database, RULE.RECORD_TYPE, false))
                .put("priority", Column.exact(RULE.PRIORITY.cast(Long.class), false))
                .put("number", Column.exact(RULE.NUMBER, false))
                .buildOrThrow(),
            RULE.ID,
            RULE,
            SELECTED,
            this::view);
  }

  @Override
  public Optional<Rule> find(RuleId id) {
    return database.dsl().selectFrom(RULE).where(RULE.ID.eq(id.value())).fetchOptional(this::rule);
  }

  @Override
  public Outcome<Rule> add(Rule rule) {
    database.dsl().executeInsert(row(rule));
    keepVersion(rule);
    return Outcome.done(rule);
  }

  @Override
  public Outcome<Rule> update(Rule rule) {
    return Saving.replace(database, rule, row(rule), RULE.ID, RULE.VERSION)
        .map(saved -> {
          keepVersion(saved);
          return saved;
        });
  }

  private void keepVersion(Rule rule) {
    boolean isThere =
        database
            .dsl()
            .fetchExists(
                DSL.selectFrom(RULE_VERSION)
                    .where(RULE_VERSION.RULE_ID.eq(rule.id().value()))
                    .and(RULE_VERSION.NUMBER.eq(rule.number())));
    if (!isThere) {
      database
          .dsl()
          .insertInto(RULE_VERSION)
          .set(RULE_VERSION.RULE_ID, rule.id().value())
          .set(RULE_VERSION.NUMBER, rule.number())
          .set(RULE_VERSION.CONTENT, database.json().write(rule.content()))
          .set(RULE_VERSION.WRITTEN_AT, rule.revision().updatedAt())
          .execute();
    }
  }

  @Override
  public long stamp() {
    BigDecimal stamp = database.dsl().select(sum(RULE.VERSION)).from(RULE).fetchSingle().value1();
    return stamp == null ? 0 : stamp.longValueExact();
  }

  @Override
  public List<Rule> looking() {
    return database
        .dsl()
        .selectFrom(RULE)
        .where(RULE.STATUS.in(RuleStatus.Name.ACTIVE.name(), RuleStatus.Name.SHADOW.name()))
        .and(RULE.DELETED_AT.isNull())
        .fetch(this::rule);
  }

  @Override
  public List<Version> versions(RuleId id) {
    return database
        .dsl()
        .selectFrom(RULE_VERSION)
        .where(RULE_VERSION.RULE_ID.eq(id.value()))
        .orderBy(RULE_VERSION.NUMBER.desc())
        .fetch(r -> new Version(r.getNumber(), content(r.getContent()), r.getWrittenAt()));
  }

  @Override
  public Optional<RuleView> view(RuleId id) {
    return database
        .dsl()
        .select(SELECTED)
        .from(RULE)
        .where(RULE.ID.eq(id.value()))
        .and(RULE.DELETED_AT.isNull())
        .fetchOptional(this::view);
  }

  @Override
  public Page<RuleView> list(ListQuery query) {
    return list.page(
        query,
        RULE.DELETED_AT
            .isNull()
            .and(ListSql.hasFragments(query.search(), List.of(RULE.NAME_SORT))));
  }

  private RuleView view(Record row) {
    int fired = row.get(WOULD_FIRE);
    return new RuleView(
        rule(row.into(RULE)),
        row.get(LAST_FIRED),
        row.get(FIRINGS),
        new ShadowCounts(fired, row.get(WOULD_BE_FIRED_AT), row.get(WATCHED) - fired));
  }

  private RuleContent content(String json) {
    return database.json().read(json, RuleContent.class);
  }

  private Rule rule(RuleRecord row) {
    return new Rule(
        new RuleId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        row.getName(),
        row.getNumber(),
        content(row.getContent()),
        status(row));
  }

  private static RuleStatus status(RuleRecord row) {
    Instant since = row.getStatusSince();
    return switch (RuleStatus.Name.valueOf(row.getStatus())) {
      case DRAFT -> new RuleStatus.Draft(since);
      case SHADOW -> new RuleStatus.Shadow(since, row.getStatusUntil());
      case ACTIVE -> new RuleStatus.Active(since);
      case PAUSED -> new RuleStatus.Paused(since);
      case SUSPENDED ->
          new RuleStatus.Suspended(since, Objects.requireNonNull(row.getStatusReason()));
    };
  }

  private RuleRecord row(Rule rule) {
    RuleRecord row = new RuleRecord();
    row.setId(rule.id().value());
    row.setVersion(rule.revision().version());
    row.setCreatedAt(rule.revision().createdAt());
    row.setUpdatedAt(rule.revision().updatedAt());
    row.setDeletedAt(rule.revision().deletedAt());
    row.setName(rule.name());
    row.setNameSort(rule.name().toLowerCase(Locale.ROOT));
    row.setNumber(rule.number());
    row.setRecordType(rule.content().record());
    row.setPriority(rule.content().priority());
    row.setContent(database.json().write(rule.content()));
    row.setStatus(rule.status().name().name());
    row.setStatusSince(rule.status().since());
    row.setStatusUntil(rule.status() instanceof RuleStatus.Shadow s ? s.until() : null);
    row.setStatusReason(rule.status() instanceof RuleStatus.Suspended s ? s.reason() : null);
    return row;
  }
}
