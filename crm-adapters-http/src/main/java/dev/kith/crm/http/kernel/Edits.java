package dev.kith.crm.http.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/** Edits, which change only what they name. */
public final class Edits {

  private static final Splitter STEPS = Splitter.on('/');

  private Edits() {}

  /**
   * What is wrong with what an edit names; what it leaves alone may well be there.
   *
   * @param problems of the edit, as if it were a whole record
   */
  public static List<Violation> named(JsonNode body, List<Violation> problems) {
    return problems.stream()
        .filter(problem -> body.has(STEPS.splitToList(problem.pointer()).get(1)))
        .toList();
  }
}
