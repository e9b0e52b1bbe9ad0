package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_LINE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import dev.kith.crm.application.opportunity.OpportunityLineStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.persistence.generated.tables.records.OpportunityLineRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What opportunities are made up of, line by line. */
public final class JooqOpportunityLineStore implements OpportunityLineStore {

  private final Database database;

  public JooqOpportunityLineStore(Database database) {
    this.database = database;
  }

  @Override
  public List<OpportunityLine> of(OpportunityId opportunity) {
    return database
        .dsl()
        .selectFrom(OPPORTUNITY_LINE)
        .where(OPPORTUNITY_LINE.OPPORTUNITY_ID.eq(opportunity.value()))
        .orderBy(OPPORTUNITY_LINE.NUMBER)
        .fetch(JooqOpportunityLineStore::line);
  }

  @Override
  public Map<OpportunityId, List<OpportunityLine>> ofAll(Collection<OpportunityId> opportunities) {
    return opportunities.isEmpty()
        ? Map.of()
        : database
            .dsl()
            .selectFrom(OPPORTUNITY_LINE)
            .where(OPPORTUNITY_LINE.OPPORTUNITY_ID.eq(any(OpportunityTable.values(opportunities))))
            .orderBy(OPPORTUNITY_LINE.OPPORTUNITY_ID, OPPORTUNITY_LINE.NUMBER)
            .fetchGroups(
                row -> new OpportunityId(row.getOpportunityId()), JooqOpportunityLineStore::line);
  }

  private static OpportunityLine line(OpportunityLineRecord row) {
    return new OpportunityLine(
        new ProductId(row.getProductId()),
        row.getQuantity(),
        new Money(row.getUnitPrice(), Currency.getInstance(row.getCurrency())),
        row.getDiscount());
  }

  @Override
  public void replace(OpportunityId opportunity, List<OpportunityLine> lines) {
    RowsOfOpportunities.replace(
        database,
        OPPORTUNITY_LINE,
        OPPORTUNITY_LINE.OPPORTUNITY_ID,
        List.of(opportunity),
        rows(opportunity, lines));
  }

  @Override
  public void replaceAll(Map<OpportunityId, List<OpportunityLine>> lines) {
    if (lines.isEmpty()) {
      return;
    }
    database
        .dsl()
        .deleteFrom(OPPORTUNITY_LINE)
        .where(OPPORTUNITY_LINE.OPPORTUNITY_ID.eq(any(OpportunityTable.values(lines.keySet()))))
        .execute();
    List<OpportunityLineRecord> rows =
        lines.entrySet().stream()
            .flatMap(each -> rows(each.getKey(), each.getValue()).stream())
            .toList();
    Bulk.insert(database, OPPORTUNITY_LINE, List.of(OPPORTUNITY_LINE.fields()), rows, Bulk::values);
  }

  private static List<OpportunityLineRecord> rows(
      OpportunityId opportunity, List<OpportunityLine> lines) {
    return IntStream.range(0, lines.size())
        .mapToObj(i -> row(opportunity, i + 1, lines.get(i)))
        .toList();
  }

  private static OpportunityLineRecord row(
      OpportunityId opportunity, int number, OpportunityLine line) {
    return new OpportunityLineRecord(
        opportunity.value(),
        number,
        line.product().value(),
        line.quantity(),
        line.unitPrice().amount(),
        line.unitPrice().currency().getCurrencyCode(),
        line.discount());
  }

  @Override
  public long countOpen(ProductId product, Visibility visible) {
    return database
        .dsl()
        .selectCount()
        .from(OPPORTUNITY)
        .where(OPPORTUNITY.STATUS.eq(StageType.OPEN.name()))
        .and(OPPORTUNITY.DELETED_AT.isNull())
        .and(Owned.isVisible(OPPORTUNITY.OWNER_ID, visible))
        .and(
            exists(
                selectOne()
                    .from(OPPORTUNITY_LINE)
                    .where(OPPORTUNITY_LINE.OPPORTUNITY_ID.eq(OPPORTUNITY.ID))
                    .and(OPPORTUNITY_LINE.PRODUCT_ID.eq(product.value()))))
        .fetchSingle()
        .value1();
  }
}
