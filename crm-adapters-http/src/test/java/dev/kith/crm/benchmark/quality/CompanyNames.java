package dev.kith.crm.benchmark.quality;

import dev.kith.crm.domain.intake.company.CompanyGroups;
import dev.kith.crm.domain.intake.company.CompanyName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How well spellings of company names are grouped by company, against groups made by hand. */
final class CompanyNames implements Part {

  private static final String DATA = "company-names";

  @Override
  public String name() {
    return DATA;
  }

  @Override
  public List<Figure> measure(Path data) throws IOException {
    Map<CompanyName, String> companies = new IdentityHashMap<>();
    List<CompanyName> names = new ArrayList<>();
    for (List<String> row : Table.rows(data.resolve(DATA).resolve("company_names.csv"))) {
      CompanyName name = CompanyName.read(row.get(1), null);
      names.add(name);
      companies.put(name, row.get(0));
    }
    List<List<CompanyName>> groups = CompanyGroups.of(names);
    double precision = precision(groups, companies);
    double recall = recall(groups, companies);
    return List.of(
        Figure.of(DATA, "B-cubed precision", precision, ""),
        Figure.of(DATA, "B-cubed recall", recall, ""),
        Figure.of(DATA, "B-cubed F1", 2 * precision * recall / (precision + recall), "0.970"));
  }

  /** Of the names grouped with a name, how many are of its company; companies weighted alike. */
  private static double precision(
      List<List<CompanyName>> groups, Map<CompanyName, String> companies) {
    return averageOverCompanies(groups, companies, (shared, group, company) -> shared / group);
  }

  /** Of the names of a name's company, how many are grouped with it; companies weighted alike. */
  private static double recall(List<List<CompanyName>> groups, Map<CompanyName, String> companies) {
    return averageOverCompanies(groups, companies, (shared, group, company) -> shared / company);
  }

  private interface Share {
    double of(double shared, double group, double company);
  }

  private static double averageOverCompanies(
      List<List<CompanyName>> groups, Map<CompanyName, String> companies, Share share) {
    Map<String, Integer> sizes = new HashMap<>();
    companies.values().forEach(c -> sizes.merge(c, 1, Integer::sum));
    Map<String, Double> sums = new LinkedHashMap<>();
    for (List<CompanyName> group : groups) {
      Map<String, Integer> shared = new HashMap<>();
      group.forEach(n -> shared.merge(companies.getOrDefault(n, ""), 1, Integer::sum));
      shared.forEach((company, count) ->
          sums.merge(
              company,
              count * share.of(count, group.size(), sizes.getOrDefault(company, 0)),
              Double::sum));
    }
    return sums.entrySet().stream()
        .mapToDouble(e -> e.getValue() / sizes.getOrDefault(e.getKey(), 1))
        .average()
        .orElse(0);
  }
}
