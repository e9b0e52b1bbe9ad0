package dev.kith.crm.domain.scoring.prediction.example;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Examples as training reads them: column by column, what says nothing emptied, columns ordered by
 * name and rows by moment and content. The same examples in any order are the same sheet, so that
 * whatever is computed from it does not depend on their order, to the last bit.
 */
public final class Sheet {

  private final List<String> columns;
  private final String[][] cells;
  private final boolean[] won;
  private final Instant[] at;

  private Sheet(List<String> columns, String[][] cells, boolean[] won, Instant[] at) {
    this.columns = List.copyOf(columns);
    this.cells = cells;
    this.won = won;
    this.at = at;
  }

  public static Sheet of(Examples examples, BlankWords blanks) {
    List<String> columns = examples.columns().stream().sorted().toList();
    int[] places = columns.stream().mapToInt(examples.columns()::indexOf).toArray();
    List<Example> rows = examples.inOrder();
    String[][] cells = new String[places.length][rows.size()];
    boolean[] won = new boolean[rows.size()];
    Instant[] at = new Instant[rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      Example example = rows.get(row);
      for (int i = 0; i < places.length; i++) {
        cells[i][row] = blanks.read(columns.get(i), example.values().get(places[i]));
      }
      won[row] = example.won();
      at[row] = example.at();
    }
    return new Sheet(columns, cells, won, at);
  }

  public List<String> columns() {
    return columns;
  }

  public int rows() {
    return won.length;
  }

  public String cell(int column, int row) {
    return cells[column][row];
  }

  public boolean won(int row) {
    return won[row];
  }

  public boolean[] won() {
    return won.clone();
  }

  public Instant at(int row) {
    return at[row];
  }

  public int countWon() {
    int count = 0;
    for (boolean one : won) {
      count += one ? 1 : 0;
    }
    return count;
  }

  public Sheet without(Collection<String> unwanted) {
    List<String> kept = columns.stream().filter(c -> !unwanted.contains(c)).toList();
    String[][] some = new String[kept.size()][];
    for (int i = 0; i < some.length; i++) {
      some[i] = cells[Collections.binarySearch(columns, kept.get(i))];
    }
    return new Sheet(kept, some, won, at);
  }
}
