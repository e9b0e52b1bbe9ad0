package dev.kith.crm.domain.scoring.prediction.example;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What a column looks like.
 *
 * @param rows how many rows there are
 * @param filled how many of them say something
 * @param distinct how many different texts they say
 * @param unreadable in columns of numbers and of dates: how many say something that is neither
 */
public record ColumnProfile(
    String column, ColumnKind kind, int rows, int filled, int distinct, int unreadable) {

  /** A column of which so much can be read as numbers is one of numbers. */
  private static final double MOSTLY = 0.8;

  /** Fewer different texts than this are a category however rarely each comes. */
  private static final int FEW = 50;

  static ColumnProfile of(Sheet sheet, int column) {
    Map<String, Integer> counts = counts(sheet, column);
    int filled = 0;
    int numbers = 0;
    int differentNumbers = 0;
    int dates = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      int count = entry.getValue();
      filled += count;
      if (!Double.isNaN(Numeral.number(entry.getKey()))) {
        numbers += count;
        differentNumbers++;
      } else if (!Double.isNaN(Numeral.daysBefore(entry.getKey(), Instant.EPOCH))) {
        dates += count;
      }
    }
    String name = sheet.columns().get(column);
    int rows = sheet.rows();
    if (differentNumbers > 2 && numbers >= MOSTLY * filled) {
      return new ColumnProfile(
          name, ColumnKind.NUMBER, rows, filled, counts.size(), filled - numbers);
    }
    if (counts.size() > 2 && dates >= MOSTLY * filled) {
      return new ColumnProfile(name, ColumnKind.DATE, rows, filled, counts.size(), filled - dates);
    }
    return new ColumnProfile(
        name, kindOfWords(rows, filled, counts.size()), rows, filled, counts.size(), 0);
  }

  static Map<String, Integer> counts(Sheet sheet, int column) {
    Map<String, Integer> counts = new HashMap<>();
    for (int row = 0; row < sheet.rows(); row++) {
      String cell = sheet.cell(column, row);
      if (!cell.isEmpty()) {
        counts.merge(cell, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static ColumnKind kindOfWords(int rows, int filled, int distinct) {
    if (filled == 0) {
      return ColumnKind.EMPTY;
    }
    if (distinct == 1 && filled == rows) {
      return ColumnKind.CONSTANT;
    }
    if (distinct <= 2) {
      return ColumnKind.FLAG;
    }
    return distinct > FEW && 2 * distinct > filled ? ColumnKind.TEXT : ColumnKind.CATEGORY;
  }

  /** Whether it can tell records apart at all. */
  public boolean tells() {
    return switch (kind) {
      case EMPTY, CONSTANT -> false;
      case TEXT -> filled < rows;
      case FLAG, CATEGORY, NUMBER, DATE -> true;
    };
  }
}
