package dev.kith.crm.http.product;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import dev.kith.crm.application.product.ProductView;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A product as people write it into a form.
 *
 * @param prices one a line, such as {@code 550.00 USD}
 */
record ProductForm(
    String sku,
    String name,
    String family,
    String prices,
    String externalSystem,
    String externalId) {

  static final ProductForm EMPTY = new ProductForm("", "", "", "", "", "");

  private static final Splitter BLANKS = Splitter.on(' ').trimResults().omitEmptyStrings();
  private static final Pattern PLACE = Pattern.compile("/prices/(\\d+)/\\w+");

  static ProductForm of(ProductView view) {
    ExternalId externalId = view.externalId();
    return new ProductForm(
        view.sku(),
        view.name(),
        orEmpty(view.family()),
        view.prices().stream().map(Objects::toString).collect(joining("\n")),
        externalId == null ? "" : orEmpty(externalId.system()),
        externalId == null ? "" : externalId.value());
  }

  static ProductForm sent(Visit visit) {
    return new ProductForm(
        visit.form("sku"),
        visit.form("name"),
        visit.form("family"),
        visit.form("prices"),
        visit.form("externalSystem"),
        visit.form("externalId"));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** What stands behind the first word of a line is its currency, whatever it is. */
  ProductDraft draft() {
    return new ProductDraft(
        sku,
        name,
        family,
        prices
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> BLANKS.splitToList(line))
            .map(words ->
                new ProductDraft.Price(
                    words.getFirst(), String.join(" ", words.subList(1, words.size()))))
            .toList(),
        externalSystem,
        externalId);
  }

  /** Each problem where it stands in the form; of prices the line is named. */
  static Problems problems(Refusal refusal) {
    Problems whole = Problems.of(refusal);
    Map<String, List<String>> fields = new LinkedHashMap<>(whole.byField());
    for (Violation violation : refusal.violations()) {
      Matcher place = PLACE.matcher(violation.pointer());
      if (place.matches()) {
        fields.computeIfAbsent("prices", f -> new ArrayList<>());
        String line = "Line " + (Integer.parseInt(place.group(1)) + 1) + ": ";
        List<String> said = new ArrayList<>(fields.get("prices"));
        said.remove(violation.message());
        said.add(line + violation.message());
        fields.put("prices", said);
      }
    }
    return new Problems(fields, whole.general());
  }
}
