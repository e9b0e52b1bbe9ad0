package dev.kith.crm.benchmark.quality;

import dev.kith.crm.domain.scoring.prediction.example.Example;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Closed records with the folds that the data comes with.
 *
 * @param folds the fold of each record
 * @param older whether each is among those that later ones are predicted from; empty where the data
 *     has no time
 */
record ScoringData(String name, Examples examples, List<Integer> folds, List<Boolean> older) {

  /** What is to be left out by the description of the data. */
  static final Set<String> LEAKS_OF_LEADS =
      Set.of(
          "Tags",
          "Lead Quality",
          "Lead Profile",
          "Asymmetrique Activity Index",
          "Asymmetrique Profile Index",
          "Asymmetrique Activity Score",
          "Asymmetrique Profile Score",
          "Last Notable Activity",
          "Last Activity",
          "Prospect ID",
          "Lead Number");

  /** What is blank for leads that nobody has spoken to. */
  static final Set<String> ENQUIRY_ANSWERS =
      Set.of(
          "What is your current occupation",
          "What matters most to you in choosing a course",
          "How did you hear about X Education",
          "Specialization",
          "City");

  /** What a deal has only when it is closed, its identifier, and its moment. */
  static final Set<String> AFTER_THE_DEAL =
      Set.of("opportunity_id", "engage_date", "deal_stage", "close_date", "close_value");

  /** With all of its columns. */
  static ScoringData leads(Path data) throws IOException {
    Path folder = data.resolve("leads-x-education");
    Map<String, List<String>> splits = keyed(folder.resolve("splits.csv"));
    List<Example> rows = new ArrayList<>();
    List<Integer> folds = new ArrayList<>();
    List<Boolean> older = new ArrayList<>();
    List<String> columns = Table.headings(folder.resolve("leads.csv"));
    int outcome = columns.indexOf("Converted");
    int number = columns.indexOf("Lead Number");
    for (List<String> row : Table.rows(folder.resolve("leads.csv"))) {
      List<String> split = splits.get(row.get(number));
      Instant at = Instant.ofEpochSecond(Long.parseLong(row.get(number)));
      rows.add(new Example(row, row.get(outcome).equals("1"), at));
      folds.add(Integer.parseInt(split.get(1)));
      older.add(split.get(2).equals("train"));
    }
    Examples examples = new Examples(columns, rows).without(Set.of("Converted"));
    return new ScoringData("leads", examples, folds, older);
  }

  /** Only with what was known when the lead came in, as far as the data lets it be told. */
  static ScoringData strictLeads(Path data) throws IOException {
    return leads(data).without("leads, strict", LEAKS_OF_LEADS);
  }

  static ScoringData telco(Path data) throws IOException {
    Path folder = data.resolve("telco-churn");
    Map<String, Integer> foldOf = new HashMap<>();
    Table.rows(folder.resolve("folds.csv"))
        .forEach(row -> foldOf.put(row.get(0), Integer.parseInt(row.get(1))));
    List<Example> rows = new ArrayList<>();
    List<Integer> folds = new ArrayList<>();
    List<String> columns = Table.headings(folder.resolve("telco_churn.csv"));
    int outcome = columns.indexOf("Churn");
    for (List<String> row : Table.rows(folder.resolve("telco_churn.csv"))) {
      rows.add(new Example(row, row.get(outcome).equals("Yes"), Instant.EPOCH));
      folds.add(foldOf.get(row.get(0)));
    }
    Examples examples = new Examples(columns, rows).without(Set.of("Churn"));
    return new ScoringData("telco", examples, folds, List.of());
  }

  /** Closed deals of a made-up seller, with all that is known of account, product and seller. */
  static ScoringData opportunities(Path data) throws IOException {
    Path folder = data.resolve("crm-sales-opportunities");
    Map<String, List<String>> splits = keyed(folder.resolve("splits.csv"));
    Map<String, List<String>> accounts = keyed(folder.resolve("accounts.csv"));
    Map<String, List<String>> products = keyed(folder.resolve("products.csv"));
    Map<String, List<String>> teams = keyed(folder.resolve("sales_teams.csv"));
    List<String> columns = new ArrayList<>(Table.headings(folder.resolve("sales_pipeline.csv")));
    columns.addAll(tail(Table.headings(folder.resolve("accounts.csv"))));
    columns.addAll(tail(Table.headings(folder.resolve("products.csv"))));
    columns.addAll(tail(Table.headings(folder.resolve("sales_teams.csv"))));
    List<Example> rows = new ArrayList<>();
    List<Integer> folds = new ArrayList<>();
    List<Boolean> older = new ArrayList<>();
    for (List<String> row : Table.rows(folder.resolve("sales_pipeline.csv"))) {
      List<String> split = splits.get(row.getFirst());
      if (split != null) {
        List<String> values = new ArrayList<>(row);
        values.addAll(tail(accounts.getOrDefault(row.get(3), Collections.nCopies(7, ""))));
        String product = row.get(2).equals("GTXPro") ? "GTX Pro" : row.get(2);
        values.addAll(tail(products.get(product)));
        values.addAll(tail(teams.get(row.get(1))));
        Instant at = LocalDate.parse(row.get(5)).atStartOfDay(ZoneOffset.UTC).toInstant();
        rows.add(new Example(values, row.get(4).equals("Won"), at));
        folds.add(Integer.parseInt(split.get(1)));
        older.add(split.get(2).equals("train"));
      }
    }
    return new ScoringData("opportunities", new Examples(columns, rows), folds, older);
  }

  private static Map<String, List<String>> keyed(Path file) throws IOException {
    Map<String, List<String>> rows = new HashMap<>();
    Table.rows(file).forEach(row -> rows.put(row.getFirst(), row));
    return rows;
  }

  private static List<String> tail(List<String> row) {
    return row.subList(1, row.size());
  }

  ScoringData without(String otherName, Set<String> unwanted) {
    return new ScoringData(otherName, examples.without(unwanted), folds, older);
  }

  boolean[] outcomes() {
    boolean[] outcomes = new boolean[examples.size()];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = examples.rows().get(i).won();
    }
    return outcomes;
  }
}
