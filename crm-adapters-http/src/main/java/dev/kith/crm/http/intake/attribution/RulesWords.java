package dev.kith.crm.http.intake.attribution;

import dev.kith.crm.domain.intake.attribution.TouchPolicy;

/** How the rules read on a page. */
final class RulesWords {

  private RulesWords() {}

  static String policy(TouchPolicy policy) {
    return switch (policy) {
      case REJECT -> "Refuse it, and tell whoever sent it why";
      case QUARANTINE -> "Keep it in quarantine, where it does not count";
      case ACCEPT -> "Let it count as any other";
    };
  }
}
