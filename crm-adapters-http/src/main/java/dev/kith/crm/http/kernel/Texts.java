package dev.kith.crm.http.kernel;

import com.google.common.base.Ascii;

/** Texts from outside, made fit to be shown in an answer. */
final class Texts {

  private Texts() {}

  static String shortened(String text) {
    return Ascii.truncate(text.replaceAll("\\p{Cntrl}", "?"), 80, "…");
  }
}
