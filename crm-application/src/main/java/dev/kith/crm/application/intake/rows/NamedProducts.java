package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.intake.rows.together.ProductsInHand;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The products that rows name. */
record NamedProducts(ProductsInHand products) implements NamedRecords {

  @Override
  public void meet(List<Map<String, String>> rows, Set<String> names) {
    Set<String> named = new HashSet<>(names);
    rows.stream().map(row -> row.get("product")).filter(Objects::nonNull).forEach(named::add);
    products.meetNamed(named);
  }
}
