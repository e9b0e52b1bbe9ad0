package dev.kith.crm.domain.scoring.prediction.example;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a column is read: each text falls into one of some bins. Bin {@link #BLANK} holds what says
 * nothing, and bin {@link #OTHER} what says something unheard of: words too rare or new, and words
 * where numbers should be. Blanks have a bin of their own since that something is missing may tell
 * as much as what it is.
 */
public sealed interface Input permits NumberInput, WordInput {

  int BLANK = 0;
  int OTHER = 1;

  String column();

  /** How many bins there are, the two common ones included. */
  int bins();

  /** Whether bins from the third on are in an order that means something. */
  boolean ordered();

  /** The number that stands there; {@link Double#NaN} where there is none. */
  double number(String text, Instant at);

  /** The bin of a text, and of the number that stands there. */
  int bin(String text, double number);

  /** What falls into a bin, in words. */
  String label(int bin);

  /** How the columns of a sheet are read that can tell anything, in the order of the sheet. */
  static List<Input> all(Sheet sheet, List<ColumnProfile> profiles) {
    return profiles.stream().filter(ColumnProfile::tells).map(p -> of(sheet, p)).toList();
  }

  private static Input of(Sheet sheet, ColumnProfile profile) {
    int column = sheet.columns().indexOf(profile.column());
    return switch (profile.kind()) {
      case NUMBER, DATE -> NumberInput.of(sheet, column, profile.kind() == ColumnKind.DATE);
      case FLAG, CATEGORY -> WordInput.of(sheet, column);
      case TEXT, EMPTY, CONSTANT -> WordInput.presence(profile.column());
    };
  }

  /** What each column of a sheet looks like, in its order. */
  static List<ColumnProfile> profiles(Sheet sheet) {
    return IntStream.range(0, sheet.columns().size())
        .mapToObj(column -> ColumnProfile.of(sheet, column))
        .toList();
  }

  /** The bin of each row. */
  default short[] bins(Sheet sheet) {
    int column = sheet.columns().indexOf(column());
    short[] bins = new short[sheet.rows()];
    for (int row = 0; row < bins.length; row++) {
      String cell = sheet.cell(column, row);
      bins[row] = (short) bin(cell, number(cell, sheet.at(row)));
    }
    return bins;
  }

  /** The number of each row. */
  default double[] numbers(Sheet sheet) {
    int column = sheet.columns().indexOf(column());
    double[] numbers = new double[sheet.rows()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = number(sheet.cell(column, row), sheet.at(row));
    }
    return numbers;
  }
}
