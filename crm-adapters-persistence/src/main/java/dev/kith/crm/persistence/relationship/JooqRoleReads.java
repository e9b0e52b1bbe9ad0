package dev.kith.crm.persistence.relationship;

import static dev.kith.crm.persistence.generated.Tables.CONTACT;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.RELATIONSHIP;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.selectOne;

import dev.kith.crm.application.relationship.RoleReads;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** Counts opportunities by the roles that contacts have in them. */
public final class JooqRoleReads implements RoleReads {

  private static final String OPEN = "OPEN";
  private static final String WON = "WON";

  private final Database database;

  public JooqRoleReads(Database database) {
    this.database = database;
  }

  @Override
  public List<Decided> decided(Slice slice) {
    Condition decided =
        visible(slice.scope())
            .and(OPPORTUNITY.STATUS.ne(OPEN))
            .and(slice.from() == null ? noCondition() : OPPORTUNITY.STAGE_SINCE.ge(slice.from()))
            .and(
                slice.before() == null
                    ? noCondition()
                    : OPPORTUNITY.STAGE_SINCE.lt(slice.before()));
    List<Decided> all = new ArrayList<>();
    Map<String, Decided> byRole = new LinkedHashMap<>();
    database
        .dsl()
        .select(OPPORTUNITY.STATUS, count())
        .from(OPPORTUNITY)
        .where(decided)
        .groupBy(OPPORTUNITY.STATUS)
        .forEach(
            row -> byRole.merge("", one(null, row.value1(), row.value2()), JooqRoleReads::sum));
    database
        .dsl()
        .select(RELATIONSHIP.ROLE_KEY, OPPORTUNITY.STATUS, countDistinct(OPPORTUNITY.ID))
        .from(OPPORTUNITY)
        .join(RELATIONSHIP)
        .on(
            isOf()
                .and(RELATIONSHIP.VALID_FROM.le(OPPORTUNITY.STAGE_SINCE))
                .and(
                    RELATIONSHIP
                        .VALID_TO
                        .isNull()
                        .or(RELATIONSHIP.VALID_TO.gt(OPPORTUNITY.STAGE_SINCE))))
        .join(CONTACT)
        .on(isKnown(slice.scope()))
        .where(decided)
        .groupBy(RELATIONSHIP.ROLE_KEY, OPPORTUNITY.STATUS)
        .forEach(row ->
            byRole.merge(
                row.value1(), one(row.value1(), row.value2(), row.value3()), JooqRoleReads::sum));
    all.addAll(byRole.values());
    return all;
  }

  private static Decided one(@Nullable String role, String status, int count) {
    return status.equals(WON) ? new Decided(role, count, 0) : new Decided(role, 0, count);
  }

  private static Decided sum(Decided one, Decided other) {
    return new Decided(one.role(), one.won() + other.won(), one.lost() + other.lost());
  }

  @Override
  public List<Open> open(Scope scope) {
    List<Open> all = new ArrayList<>();
    database
        .dsl()
        .select(OPPORTUNITY.PIPELINE_ID, OPPORTUNITY.STAGE_KEY, count())
        .from(OPPORTUNITY)
        .where(isOpen(scope))
        .groupBy(OPPORTUNITY.PIPELINE_ID, OPPORTUNITY.STAGE_KEY)
        .forEach(row ->
            all.add(new Open(new PipelineId(row.value1()), row.value2(), null, row.value3())));
    database
        .dsl()
        .select(
            OPPORTUNITY.PIPELINE_ID,
            OPPORTUNITY.STAGE_KEY,
            RELATIONSHIP.ROLE_KEY,
            countDistinct(OPPORTUNITY.ID))
        .from(OPPORTUNITY)
        .join(RELATIONSHIP)
        .on(isOf().and(RELATIONSHIP.VALID_TO.isNull()))
        .join(CONTACT)
        .on(isKnown(scope))
        .where(isOpen(scope))
        .groupBy(OPPORTUNITY.PIPELINE_ID, OPPORTUNITY.STAGE_KEY, RELATIONSHIP.ROLE_KEY)
        .forEach(row ->
            all.add(
                new Open(new PipelineId(row.value1()), row.value2(), row.value3(), row.value4())));
    return all;
  }

  @Override
  public List<Open> openWithSeveral(Scope scope) {
    var several =
        database
            .dsl()
            .select(OPPORTUNITY.ID, OPPORTUNITY.PIPELINE_ID, OPPORTUNITY.STAGE_KEY)
            .from(OPPORTUNITY)
            .join(RELATIONSHIP)
            .on(isOf().and(RELATIONSHIP.VALID_TO.isNull()))
            .join(CONTACT)
            .on(isKnown(scope))
            .where(isOpen(scope))
            .groupBy(OPPORTUNITY.ID, OPPORTUNITY.PIPELINE_ID, OPPORTUNITY.STAGE_KEY)
            .having(countDistinct(RELATIONSHIP.CONTACT_ID).ge(2))
            .asTable("several");
    var pipeline = several.field(OPPORTUNITY.PIPELINE_ID);
    var stage = several.field(OPPORTUNITY.STAGE_KEY);
    return database
        .dsl()
        .select(pipeline, stage, count())
        .from(several)
        .groupBy(pipeline, stage)
        .fetch(row -> new Open(new PipelineId(row.value1()), row.value2(), null, row.value3()));
  }

  @Override
  public List<OpportunityId> openWithout(String role, Scope scope, int limit) {
    return database
        .dsl()
        .select(OPPORTUNITY.ID)
        .from(OPPORTUNITY)
        .where(isOpen(scope))
        .and(
            not(
                exists(
                    selectOne()
                        .from(RELATIONSHIP)
                        .join(CONTACT)
                        .on(isKnown(scope))
                        .where(isOf())
                        .and(RELATIONSHIP.ROLE_KEY.eq(role))
                        .and(RELATIONSHIP.VALID_TO.isNull()))))
        .orderBy(OPPORTUNITY.CREATED_AT, OPPORTUNITY.ID)
        .limit(limit)
        .fetch(row -> new OpportunityId(row.value1()));
  }

  private static Condition isOpen(Scope scope) {
    return visible(scope).and(OPPORTUNITY.STATUS.eq(OPEN));
  }

  private static Condition visible(Scope scope) {
    return OPPORTUNITY
        .DELETED_AT
        .isNull()
        .and(Owned.isVisible(OPPORTUNITY.OWNER_ID, scope.opportunities()));
  }

  /** Whether a relationship is one of the opportunity. */
  private static Condition isOf() {
    return RELATIONSHIP
        .TARGET_KIND
        .eq(TargetKind.OPPORTUNITY.code())
        .and(RELATIONSHIP.TARGET_ID.eq(OPPORTUNITY.ID));
  }

  /** Whether the contact is the one of the relationship, and may be told of. */
  private static Condition isKnown(Scope scope) {
    return CONTACT
        .ID
        .eq(RELATIONSHIP.CONTACT_ID)
        .and(CONTACT.DELETED_AT.isNull())
        .and(Owned.isVisible(CONTACT.OWNER_ID, scope.contacts()));
  }
}
