package dev.kith.crm.application.list.csv;

/**
 * Keeps spreadsheet programs from taking a cell of an export for a formula: one that begins with
 * {@code = + - @}, a tab or a carriage return gets an apostrophe in front. So that {@link #off}
 * gives back exactly what {@link #on} was given, a cell that begins with apostrophes before such a
 * character gets one more; others, such as {@code 't Hooft}, stay as they are.
 */
public final class FormulaGuard {

  private FormulaGuard() {}

  public static String on(String cell) {
    return isFormulaAfterApostrophes(cell, 0) ? "'" + cell : cell;
  }

  public static String off(String cell) {
    return !cell.isEmpty() && cell.charAt(0) == '\'' && isFormulaAfterApostrophes(cell, 1)
        ? cell.substring(1)
        : cell;
  }

  private static boolean isFormulaAfterApostrophes(String cell, int from) {
    int i = from;
    while (i < cell.length() && cell.charAt(i) == '\'') {
      i++;
    }
    if (i >= cell.length()) {
      return false;
    }
    return switch (cell.charAt(i)) {
      case '=', '+', '-', '@', '\t', '\r' -> true;
      default -> false;
    };
  }
}
