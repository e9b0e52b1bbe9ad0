package dev.kith.crm.domain.scoring.prediction.example;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A table of examples.
 *
 * @param columns names of what is known of each; each name once
 */
public record Examples(List<String> columns, List<Example> rows) {

  /**
   * @throws IllegalArgumentException if a name stands twice, or rows have too many or too few
   *     values; the message tells all of it
   */
  public Examples {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    List<String> problems = problems(columns, rows);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  public int size() {
    return rows.size();
  }

  public int won() {
    return (int) rows.stream().filter(Example::won).count();
  }

  public Examples without(Collection<String> unwanted) {
    return only(columns.stream().filter(c -> !unwanted.contains(c)).toList());
  }

  /**
   * @throws IllegalArgumentException if there is no such column
   */
  public Examples only(List<String> wanted) {
    int[] places = wanted.stream().mapToInt(columns::indexOf).toArray();
    for (int i = 0; i < places.length; i++) {
      if (places[i] < 0) {
        throw new IllegalArgumentException("no column is named " + wanted.get(i));
      }
    }
    List<Example> narrowed = new ArrayList<>(rows.size());
    for (Example row : rows) {
      List<String> values = new ArrayList<>(places.length);
      for (int place : places) {
        values.add(row.values().get(place));
      }
      narrowed.add(new Example(values, row.won(), row.at()));
    }
    return new Examples(wanted, narrowed);
  }

  public Examples where(Predicate<Example> wanted) {
    return new Examples(columns, rows.stream().filter(wanted).toList());
  }

  /** Rows by moment and content: the same whatever order rows and columns were given in. */
  public List<Example> inOrder() {
    int[] places = columns.stream().sorted().mapToInt(columns::indexOf).toArray();
    Comparator<Example> byContent =
        (a, b) -> {
          for (int place : places) {
            int order = a.values().get(place).compareTo(b.values().get(place));
            if (order != 0) {
              return order;
            }
          }
          return Boolean.compare(a.won(), b.won());
        };
    return rows.stream()
        .sorted(Comparator.comparing(Example::at).thenComparing(byContent))
        .toList();
  }

  private static List<String> problems(List<String> columns, List<Example> rows) {
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        problems.add("the column " + column + " stands there twice");
      }
    }
    int wrong = 0;
    int first = -1;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).values().size() != columns.size()) {
        wrong++;
        first = first < 0 ? i : first;
      }
    }
    if (wrong > 0) {
      problems.add(
          "there are "
              + columns.size()
              + " columns, but "
              + wrong
              + " rows have another number of values, the first of them row "
              + (first + 1));
    }
    return problems;
  }
}
