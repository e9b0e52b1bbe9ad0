package dev.kith.crm.benchmark.quality;

import java.util.Locale;

/** A line of the table: what was measured on which data, how much it is, and what is aimed at. */
record Figure(String data, String measure, String value, String aim) {

  static Figure of(String data, String measure, double value, String aim) {
    return new Figure(data, measure, String.format(Locale.ROOT, "%.4f", value), aim);
  }

  /** How many of all are right; the aim is every one of them. */
  static Figure counted(String data, String measure, long right, long all) {
    return new Figure(data, measure, right + " of " + all, "all");
  }
}
