package dev.kith.crm.application.automation;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Days in one text, as actions are told them. */
public final class Days {

  private static final Splitter BETWEEN =
      Splitter.on(CharMatcher.whitespace().or(CharMatcher.anyOf(",;"))).omitEmptyStrings();

  private Days() {}

  /** Empty where one of them is no day. */
  public static Optional<List<LocalDate>> read(String text) {
    try {
      return Optional.of(BETWEEN.splitToStream(text).map(LocalDate::parse).toList());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
