package dev.kith.crm.http.lifecycle;

import dev.kith.crm.domain.lifecycle.StageCategory;
import org.jspecify.annotations.Nullable;

/** The lifecycle in words. */
public final class LifecycleWords {

  private LifecycleWords() {}

  /** The colour of a stage; none for one that is no longer there. */
  public static String tone(@Nullable StageCategory category) {
    return switch (category) {
      case null -> "";
      case PRE_SALE -> "info";
      case ACTIVE -> "good";
      case AT_RISK -> "warn";
      case ENDED -> "";
    };
  }
}
