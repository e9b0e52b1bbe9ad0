package dev.kith.crm.http.automation;

import dev.kith.crm.application.automation.Firing;
import java.util.stream.Collectors;

/** Firings in words, for templates. */
public final class FiringWords {

  private FiringWords() {}

  public static String badge(Firing.Result outcome) {
    return switch (outcome) {
      case FIRED -> "good";
      case FAILED, CUT -> "bad";
      case WOULD_FIRE -> "info";
      case WOULD_FAIL, WOULD_CUT -> "warn";
    };
  }

  public static boolean isFailed(Firing firing) {
    return firing.outcome() == Firing.Result.FAILED;
  }

  /** What was done, or why not. */
  public static String what(Firing firing) {
    String reason = firing.reason();
    return reason == null
        ? firing.trace().steps().stream().map(Firing.Step::what).collect(Collectors.joining(" "))
        : reason;
  }

  /** What the condition asked for, at that time. */
  public static String facts(Firing firing) {
    return firing.trace().facts().entrySet().stream()
        .map(fact -> fact.getKey() + " = " + (fact.getValue().isEmpty() ? "–" : fact.getValue()))
        .collect(Collectors.joining(", "));
  }
}
