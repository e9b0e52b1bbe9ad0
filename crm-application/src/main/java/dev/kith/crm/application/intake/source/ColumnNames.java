package dev.kith.crm.application.intake.source;

import dev.kith.crm.domain.intake.source.SourceRow;
import java.util.ArrayList;
import java.util.List;

/** The names of columns, from the rows that hold them. */
final class ColumnNames {

  private static final int LONGEST = 100;

  private ColumnNames() {}

  /**
   * What is not cells is one cell, so that there is something to look at. Names that are no names
   * are cut.
   */
  static List<String> of(SourceRow row) {
    List<String> cells = row.cells().isEmpty() ? List.of(row.original()) : row.cells();
    return cells.stream().map(ColumnNames::shortened).toList();
  }

  /** Names that several rows make up are read from top to bottom. */
  static List<String> joined(List<String> upper, List<String> lower) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Math.max(upper.size(), lower.size()); i++) {
      String above = i < upper.size() ? upper.get(i) : "";
      String below = i < lower.size() ? lower.get(i) : "";
      names.add(shortened(above.equals(below) ? above : above + " " + below));
    }
    return names;
  }

  private static String shortened(String cell) {
    String text = cell.replace('\0', ' ').strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
