package dev.kith.crm.http.opportunity;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.product.ProductView;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * To which products a list of opportunities is narrowed down: one of them stands in the lines.
 *
 * @param offered names by id: of what is sold, and of what is chosen; none for somebody who may not
 *     look at the catalogue
 * @param chosen ids
 */
record ProductFilter(Map<String, String> offered, Set<String> chosen) {

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  ProductFilter {
    offered = ImmutableMap.copyOf(offered);
    chosen = ImmutableSet.copyOf(chosen);
  }

  /**
   * @param ids of products, separated by commas
   */
  static ProductFilter of(Visit visit, String ids) {
    Map<String, String> names = new LinkedHashMap<>();
    Set<String> chosen = ImmutableSet.copyOf(COMMAS.split(ids));
    List<Object> known =
        chosen.stream().<Object>flatMap(id -> ShapeCheck.uuid(id).stream()).toList();
    if (!known.isEmpty()) {
      read(visit, new Filter.Compare("id", Filter.Op.IN, known), names);
    }
    read(visit, new Filter.Compare("active", Filter.Op.EQ, List.of(true)), names);
    return new ProductFilter(names, chosen);
  }

  private static void read(Visit visit, Filter which, Map<String, String> names) {
    ListQuery query =
        ListQuery.all(ProductView.CATALOGUE).where(which).limitedTo(ListQuery.LARGEST_LIMIT);
    if (visit.crm().products().list(query) instanceof Outcome.Done<Page<ProductView>>(var page)) {
      page.items().forEach(product -> names.put(product.id().toString(), product.name()));
    }
  }

  /**
   * In the grammar of filters; empty where none is asked for.
   *
   * @param ids of products, separated by commas
   */
  static String condition(String ids) {
    List<String> asked = COMMAS.splitToList(ids);
    return asked.isEmpty()
        ? ""
        : asked.stream()
            .map(id -> "'" + id.replace("'", "''") + "'")
            .collect(joining(", ", "products in (", ")"));
  }

  /** Whether there is anything to choose, or to take back. */
  boolean isShown() {
    return !offered.isEmpty() || !chosen.isEmpty();
  }

  boolean has(String id) {
    return chosen.contains(id);
  }

  /** What is chosen, in short. */
  String label() {
    return switch (chosen.size()) {
      case 0 -> "Any";
      case 1 -> offered.getOrDefault(chosen.iterator().next(), "1 product");
      default -> chosen.size() + " products";
    };
  }
}
