package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.APP_USER;
import static dev.kith.crm.persistence.generated.Tables.COMPETITOR;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_LINE;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_STAY;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_SUM;
import static dev.kith.crm.persistence.generated.Tables.PIPELINE;
import static dev.kith.crm.persistence.generated.Tables.PIPELINE_STAGE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityReads;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.persistence.generated.tables.records.OpportunityRecord;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Owned;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What is read of opportunities, each by one statement. */
public final class JooqOpportunityReads implements OpportunityReads {

  /** Empty for owners whom only the embedding application knows. */
  private static final Field<String> OWNER_NAME =
      DSL.field(select(APP_USER.NAME).from(APP_USER).where(APP_USER.ID.eq(OPPORTUNITY.OWNER_ID)))
          .as("owner_name");

  private static final Field<String> PIPELINE_NAME =
      DSL.field(select(PIPELINE.NAME).from(PIPELINE).where(PIPELINE.ID.eq(OPPORTUNITY.PIPELINE_ID)))
          .as("pipeline_name");

  private static final Field<String> STAGE_NAME =
      DSL.field(
              select(PIPELINE_STAGE.NAME)
                  .from(PIPELINE_STAGE)
                  .where(PIPELINE_STAGE.PIPELINE_ID.eq(OPPORTUNITY.PIPELINE_ID))
                  .and(PIPELINE_STAGE.STAGE_KEY.eq(OPPORTUNITY.STAGE_KEY)))
          .as("stage_name");

  /** What its lines name, in their order; null where there are none. */
  private static final Field<UUID[]> PRODUCTS =
      DSL.field(
              select(arrayAgg(OPPORTUNITY_LINE.PRODUCT_ID).orderBy(OPPORTUNITY_LINE.NUMBER))
                  .from(OPPORTUNITY_LINE)
                  .where(OPPORTUNITY_LINE.OPPORTUNITY_ID.eq(OPPORTUNITY.ID)))
          .as("products");

  private static final Field<String> LOST_COMPETITOR =
      DSL.field(
          select(COMPETITOR.NAME)
              .from(COMPETITOR)
              .where(COMPETITOR.ID.eq(OPPORTUNITY.LOST_COMPETITOR_ID)));

  private static final Field<String> LOST_COMPETITOR_NAME = LOST_COMPETITOR.as("lost_competitor");

  private static final List<Field<?>> SHOWN =
      ImmutableList.<Field<?>>builder()
          .add(OPPORTUNITY.fields())
          .add(OWNER_NAME, PIPELINE_NAME, STAGE_NAME, PRODUCTS, LOST_COMPETITOR_NAME)
          .build();

  private final Database database;
  private final ListSql<OpportunityView> list;
  private final Map<String, Column> columnsOfSums;
  private final ListSql<OpportunityView> sums;

  public JooqOpportunityReads(Database database) {
    this.database = database;
    this.list =
        new ListSql<>(
            database,
            OpportunityFields.CATALOGUE,
            columns(database),
            OPPORTUNITY.ID,
            OPPORTUNITY,
            SHOWN,
            JooqOpportunityReads::view);
    this.columnsOfSums =
        Map.of(
            "pipeline",
            Column.exact(OPPORTUNITY_SUM.PIPELINE_ID, false),
            "stage",
            Column.keyed(OPPORTUNITY_SUM.STAGE_KEY, false),
            "owner",
            Column.exact(OPPORTUNITY_SUM.OWNER_ID, true));
    this.sums =
        new ListSql<>(
            database,
            OpportunityFields.CATALOGUE,
            columnsOfSums,
            OPPORTUNITY_SUM.OWNER_ID,
            OPPORTUNITY_SUM,
            List.of(),
            JooqOpportunityReads::view);
  }

  private static Map<String, Column> columns(Database database) {
    Map<String, Column> columns = new HashMap<>();
    columns.put("id", Column.exact(OPPORTUNITY.ID, false));
    columns.put("name", Column.keyed(OPPORTUNITY.NAME_KEY, false));
    columns.put("account", Column.exact(OPPORTUNITY.ACCOUNT_ID, true));
    columns.put("amount", Column.exact(OPPORTUNITY.AMOUNT, true));
    columns.put("currency", Column.text(database, OPPORTUNITY.CURRENCY, true));
    columns.put("closeDate", Column.exact(OPPORTUNITY.CLOSE_DATE, true));
    columns.put("nextStep", Column.text(database, OPPORTUNITY.NEXT_STEP, true));
    columns.put("externalSystem", Column.text(database, OPPORTUNITY.EXTERNAL_SYSTEM, true));
    columns.put("externalId", Column.text(database, OPPORTUNITY.EXTERNAL_ID, true));
    columns.put("source", Column.text(database, OPPORTUNITY.SOURCE, true));
    columns.put("pipeline", Column.exact(OPPORTUNITY.PIPELINE_ID, false));
    // Keys are in lower case.
    columns.put("stage", Column.keyed(OPPORTUNITY.STAGE_KEY, false));
    columns.put("status", Column.exact(OPPORTUNITY.STATUS, false));
    columns.put("stageSince", Column.exact(OPPORTUNITY.STAGE_SINCE, false));
    columns.put("lostReason", Column.text(database, OPPORTUNITY.LOST_REASON, true));
    columns.put("lostCompetitor", Column.text(database, LOST_COMPETITOR, true));
    columns.put("lostCompetitorId", Column.exact(OPPORTUNITY.LOST_COMPETITOR_ID, true));
    columns.put("owner", Column.exact(OPPORTUNITY.OWNER_ID, true));
    columns.put(
        "products",
        Column.manyExact(
            OPPORTUNITY_LINE.PRODUCT_ID, OPPORTUNITY_LINE.OPPORTUNITY_ID, OPPORTUNITY.ID));
    columns.put("createdAt", Column.exact(OPPORTUNITY.CREATED_AT, false));
    columns.put("updatedAt", Column.exact(OPPORTUNITY.UPDATED_AT, false));
    columns.put("deletedAt", Column.exact(OPPORTUNITY.DELETED_AT, true));
    columns.put("rank", Column.exact(OPPORTUNITY.RANK_KEY, false));
    return columns;
  }

  @Override
  public Optional<OpportunityView> find(OpportunityId id, Visibility visible) {
    return findAll(List.of(id), visible).stream().findFirst();
  }

  @Override
  public List<OpportunityView> findAll(Collection<OpportunityId> ids, Visibility visible) {
    return database
        .dsl()
        .select(SHOWN)
        .from(OPPORTUNITY)
        .where(OPPORTUNITY.ID.eq(any(OpportunityTable.values(ids))))
        .and(Owned.isVisible(OPPORTUNITY.OWNER_ID, visible))
        .fetch(JooqOpportunityReads::view);
  }

  @Override
  public Page<OpportunityView> page(ListQuery query, Visibility visible) {
    return list.page(query, which(query, visible));
  }

  @Override
  public Map<String, Page<OpportunityView>> columns(
      ListQuery query, Collection<String> stages, Visibility visible) {
    return list.firstPages(query, which(query, visible), OPPORTUNITY.STAGE_KEY, stages);
  }

  @Override
  public void each(ListQuery query, Visibility visible, Consumer<OpportunityView> consumer) {
    list.each(query, which(query, visible), consumer);
  }

  private static Condition which(ListQuery query, Visibility visible) {
    return Owned.isVisible(OPPORTUNITY.OWNER_ID, visible)
        .and(ListSql.isIn(query.bin(), OPPORTUNITY.DELETED_AT))
        .and(
            ListSql.hasFragments(
                query.search() == null ? null : OpportunityTable.comparable(query.search()),
                List.of(OPPORTUNITY.SEARCH_TEXT)));
  }

  @Override
  public Map<UserId, Long> openOf(Collection<UserId> owners) {
    return Owned.counts(
        database,
        OPPORTUNITY,
        OPPORTUNITY.OWNER_ID,
        owners,
        OPPORTUNITY.STATUS.eq(StageType.OPEN.name()).and(OPPORTUNITY.DELETED_AT.isNull()));
  }

  @Override
  public List<StageStay> stays(OpportunityId id) {
    return database
        .dsl()
        .selectFrom(OPPORTUNITY_STAY)
        .where(OPPORTUNITY_STAY.OPPORTUNITY_ID.eq(id.value()))
        .orderBy(OPPORTUNITY_STAY.NUMBER)
        .fetch(row ->
            new StageStay(
                new PipelineId(row.getPipelineId()),
                row.getStageKey(),
                row.getEnteredAt(),
                row.getLeftAt()));
  }

  @Override
  public List<Tally> tallies(ListQuery query, Visibility visible) {
    return isOfSums(query) ? summed(query, visible) : counted(query, visible);
  }

  private boolean isOfSums(ListQuery query) {
    return query.search() == null
        && query.bin() == ListQuery.Bin.LIVE
        && query.filter().fields().allMatch(columnsOfSums::containsKey);
  }

  private List<Tally> summed(ListQuery query, Visibility visible) {
    Field<BigDecimal> deals = sum(OPPORTUNITY_SUM.DEALS);
    return database
        .planned()
        .select(
            OPPORTUNITY_SUM.STAGE_KEY, OPPORTUNITY_SUM.CURRENCY, deals, sum(OPPORTUNITY_SUM.AMOUNT))
        .from(OPPORTUNITY_SUM)
        .where(sums.matching(query, Owned.isVisible(OPPORTUNITY_SUM.OWNER_ID, visible)))
        .groupBy(OPPORTUNITY_SUM.STAGE_KEY, OPPORTUNITY_SUM.CURRENCY)
        .having(deals.gt(BigDecimal.ZERO))
        .fetch(row ->
            new Tally(
                row.value1(), row.value3().longValueExact(), amount(row.value4(), row.value2())));
  }

  private List<Tally> counted(ListQuery query, Visibility visible) {
    return database
        .planned()
        .select(OPPORTUNITY.STAGE_KEY, OPPORTUNITY.CURRENCY, count(), sum(OPPORTUNITY.AMOUNT))
        .from(OPPORTUNITY)
        .where(list.matching(query, which(query, visible)))
        .groupBy(OPPORTUNITY.STAGE_KEY, OPPORTUNITY.CURRENCY)
        .fetch(row -> new Tally(row.value1(), row.value3(), amount(row.value4(), row.value2())));
  }

  private static @Nullable Money amount(@Nullable BigDecimal sum, @Nullable String currency) {
    return sum == null || currency == null ? null : new Money(sum, Currency.getInstance(currency));
  }

  private static OpportunityView view(Record row) {
    OpportunityRecord stored = row.into(OPPORTUNITY);
    UUID @Nullable [] products = row.get(PRODUCTS);
    return OpportunityView.of(
        OpportunityTable.opportunity(stored),
        row.get(PIPELINE_NAME),
        row.get(STAGE_NAME),
        stored.getRankKey(),
        products == null ? List.of() : Stream.of(products).map(ProductId::new).toList(),
        row.get(OWNER_NAME),
        row.get(LOST_COMPETITOR_NAME));
  }
}
