package dev.kith.crm.domain.scoring.prediction.leak;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column that seems to give the outcome away.
 *
 * @param signs what speaks for it, at least one
 */
public record LeakFinding(String column, Severity severity, List<LeakSign> signs) {

  /** What becomes of the column. */
  public enum Severity {
    /** It is used; somebody should look at it. */
    WARNED,
    /** It is not used, unless somebody says that it can be trusted. */
    EXCLUDED
  }

  public LeakFinding {
    signs = List.copyOf(signs);
  }

  /** In words. */
  public String text() {
    return signs.stream()
        .map(LeakSign::text)
        .collect(Collectors.joining("; it ", column + " ", "."));
  }
}
