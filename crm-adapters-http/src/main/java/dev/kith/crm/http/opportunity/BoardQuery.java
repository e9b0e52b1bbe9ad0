package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a board is asked for, by parameters of their own and by those of lists. */
final class BoardQuery {

  /** Which comparison each parameter stands for. */
  private static final Map<String, String> COMPARISONS =
      ImmutableMap.of(
          "owner", "owner eq ",
          "closeFrom", "closeDate ge ",
          "closeTo", "closeDate le ",
          "amountMin", "amount ge ",
          "amountMax", "amount le ");

  private BoardQuery() {}

  /** Refused with {@code invalid}, each problem at its parameter. */
  static Outcome<ListQuery> read(
      FieldCatalogue<OpportunityView> fields, Map<String, String> parameters, byte[] signingKey) {
    Checks checks = new Checks();
    ImmutableMap.Builder<String, String> listed = ImmutableMap.builder();
    for (String name : new String[] {"filter", "q", "limit"}) {
      if (parameters.containsKey(name)) {
        listed.put(name, parameters.get(name));
      }
    }
    ListQuery query =
        good(
            checks,
            ListRequests.parse(fields, listed.buildOrThrow(), signingKey),
            ListQuery.all(fields));
    for (var comparison : COMPARISONS.entrySet()) {
      String value = parameters.getOrDefault(comparison.getKey(), "");
      if (!value.isEmpty()) {
        query =
            query.where(
                filter(
                    checks,
                    fields,
                    comparison.getKey(),
                    value,
                    comparison.getValue() + "'" + value.replace("'", "''") + "'"));
      }
    }
    String products = parameters.getOrDefault("product", "");
    String oneOfThem = ProductFilter.condition(products);
    if (!oneOfThem.isEmpty()) {
      query = query.where(filter(checks, fields, "product", products, oneOfThem));
    }
    String cursor = parameters.getOrDefault("cursor", "");
    Cursor after =
        cursor.isEmpty()
            ? null
            : orNull(checks, Cursors.read(cursor, OpportunityQueries.ORDER_OF_CARDS, signingKey));
    ListQuery wanted = query.after(after);
    return checks.orRefuse(() -> wanted);
  }

  /** What is wrong with the value is said at the parameter, not at a filter that nobody wrote. */
  private static Filter filter(
      Checks checks,
      FieldCatalogue<OpportunityView> fields,
      String name,
      String value,
      String condition) {
    return switch (FilterParser.parse(fields, condition)) {
      case Outcome.Done<Filter>(var filter) -> filter;
      case Outcome.Refused<Filter> refused -> {
        checks.add(name, "filter-value", "This cannot be compared with: " + value + ".");
        yield Filter.everything();
      }
    };
  }

  private static <T> T good(Checks checks, Outcome<T> outcome, T otherwise) {
    T value = orNull(checks, outcome);
    return value == null ? otherwise : value;
  }

  private static <T> @Nullable T orNull(Checks checks, Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> value;
      case Outcome.Refused<T>(var refusal) -> {
        checks.addAll(refusal.violations());
        yield null;
      }
    };
  }
}
