package dev.kith.crm.domain.scoring.prediction.example;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Reads numbers and dates from text; {@link Double#NaN} is what is neither. */
final class Numeral {

  private static final double DAY = 86_400;

  private Numeral() {}

  /** A finite number in decimal notation, such as {@code -12.50} or {@code 3e8}. */
  static double number(String text) {
    if (text.isEmpty() || text.length() > 40 || !looksLikeNumber(text)) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Without this, {@code 1d}, {@code 0x1p3} and {@code NaN} were numbers, as they are in Java. */
  private static boolean looksLikeNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    char last = text.charAt(text.length() - 1);
    return last >= '0' && last <= '9';
  }

  /** How many days the date lies before the moment; a time behind an ISO date is left out. */
  static double daysBefore(String text, Instant at) {
    if (!looksLikeDate(text)) {
      return Double.NaN;
    }
    try {
      LocalDate date = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
      return Math.floor(at.getEpochSecond() / DAY) - date.toEpochDay();
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }

  private static boolean looksLikeDate(String text) {
    if (text.length() < 10 || text.length() > 35) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      char c = text.charAt(i);
      boolean right = (i == 4 || i == 7) ? c == '-' : (c >= '0' && c <= '9');
      if (!right) {
        return false;
      }
    }
    return text.length() == 10 || text.charAt(10) == 'T' || text.charAt(10) == ' ';
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
