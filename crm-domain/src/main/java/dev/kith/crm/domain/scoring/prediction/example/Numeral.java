package dev.kith.crm.domain.scoring.prediction.example;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Reads numbers and dates from text; {@link Double#NaN} is what is neither. */
final class Numeral {

  private static final double DAY = 86_400;

  private static final Pattern GROUPED = Pattern.compile("[-+]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");

  private Numeral() {}

  /**
   * A finite number in decimal notation, such as {@code -12.50}, {@code 3e8}, {@code € 1,250.00},
   * {@code 12,5} and {@code 40 %}. Three digits behind a comma are thousands.
   */
  static double number(String text) {
    if (text.isEmpty() || text.length() > 40) {
      return Double.NaN;
    }
    String bare = bare(text);
    String plain = bare.indexOf(',') < 0 ? bare : withoutCommas(bare);
    if (!isDecimal(plain)) {
      return Double.NaN;
    }
    double number = Double.parseDouble(plain);
    return Double.isFinite(number) ? number : Double.NaN;
  }

  /** Without a sign of a currency at either end, and without one for per cent. */
  private static String bare(String text) {
    int from = isMark(text.charAt(0)) ? 1 : 0;
    int to = text.length() - (isMark(text.charAt(text.length() - 1)) ? 1 : 0);
    return from == 0 && to == text.length() ? text : text.substring(Math.min(from, to), to).strip();
  }

  private static boolean isMark(char c) {
    return c == '%' || Character.getType(c) == Character.CURRENCY_SYMBOL;
  }

  private static String withoutCommas(String text) {
    if (GROUPED.matcher(text).matches()) {
      return text.replace(",", "");
    }
    boolean one = text.indexOf(',') == text.lastIndexOf(',') && text.indexOf('.') < 0;
    return one ? text.replace(',', '.') : text;
  }

  /** More than a decimal number is one in Java: {@code 1d}, {@code 0x1p3} and {@code NaN}. */
  private static boolean isDecimal(String text) {
    int at = afterSign(text, 0);
    int whole = afterDigits(text, at);
    boolean point = whole < text.length() && text.charAt(whole) == '.';
    int end = point ? afterDigits(text, whole + 1) : whole;
    if (end - at - (point ? 1 : 0) == 0) {
      return false;
    }
    if (end == text.length()) {
      return true;
    }
    int exponent = afterSign(text, end + 1);
    return (text.charAt(end) == 'e' || text.charAt(end) == 'E')
        && exponent < text.length()
        && afterDigits(text, exponent) == text.length();
  }

  private static int afterSign(String text, int at) {
    boolean sign = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    return sign ? at + 1 : at;
  }

  private static int afterDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
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
