package dev.kith.crm.http.intake;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.intake.ReviewPages.Row;
import dev.kith.crm.http.pages.Visit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the records of rows are called, of those that are there. */
final class ReviewedNames {

  private ReviewedNames() {}

  static List<Row> of(Visit visit, @Nullable RecordKind kind, List<ImportedRow> rows) {
    Map<UUID, String> names = new HashMap<>();
    List<Object> ids = rows.stream().<Object>map(ImportedRow::record).toList();
    if (!ids.isEmpty()) {
      named(visit.crm(), kind, ids, names);
    }
    return rows.stream().map(row -> new Row(row, names.getOrDefault(row.record(), ""))).toList();
  }

  private static void named(
      Workspace crm, @Nullable RecordKind kind, List<Object> ids, Map<UUID, String> names) {
    switch (kind) {
      case null ->
          each(
              crm.leadQueries().fields(),
              ids,
              crm.leadQueries()::list,
              (lead, to) -> to.put(lead.id().value(), lead.displayName()),
              names);
      case ACCOUNT ->
          each(
              crm.accountQueries().fields(),
              ids,
              crm.accountQueries()::list,
              (account, to) -> to.put(account.id().value(), account.displayName()),
              names);
      case CONTACT ->
          each(
              crm.contactQueries().fields(),
              ids,
              crm.contactQueries()::list,
              (contact, to) -> to.put(contact.id().value(), contact.displayName()),
              names);
      case OPPORTUNITY ->
          each(
              crm.opportunityQueries().fields(),
              ids,
              crm.opportunityQueries()::list,
              (deal, to) -> to.put(deal.id().value(), deal.displayName()),
              names);
      case PRODUCT ->
          each(
              crm.products().fields(),
              ids,
              crm.products()::list,
              (product, to) -> to.put(product.id().value(), product.name()),
              names);
    }
  }

  private static <V> void each(
      FieldCatalogue<V> fields,
      List<Object> ids,
      Function<ListQuery, Outcome<Page<V>>> list,
      BiConsumer<V, Map<UUID, String>> put,
      Map<UUID, String> names) {
    ListQuery query =
        ListQuery.all(fields)
            .where(new Filter.Compare("id", Filter.Op.IN, ids))
            .limitedTo(ReviewPages.LISTED);
    if (list.apply(query) instanceof Outcome.Done<Page<V>>(var page)) {
      page.items().forEach(record -> put.accept(record, names));
    }
  }
}
