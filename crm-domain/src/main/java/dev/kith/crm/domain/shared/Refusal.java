package dev.kith.crm.domain.shared;

import java.util.List;
import java.util.Map;

/**
 * Why the CRM says no. Each feature has one sealed interface of its own refusals; what several
 * features refuse alike stands in {@link CommonRefusal}.
 */
public interface Refusal {

  /** What sort of no it is; an adapter maps the kind, never the single refusal. */
  enum Kind {
    /** The input cannot be accepted as it is: see {@link Refusal#violations()}. */
    INVALID,
    /** There is no such thing, or the actor may not know of it. */
    UNKNOWN,
    /** The actor sees it but may not do this. */
    FORBIDDEN,
    /**
     * It does not fit the present state: a stale version, a taken key, a transition that is not
     * allowed from here.
     */
    CONFLICT,
    /** A rule of the business forbids it, whatever the state. */
    RULE
  }

  Kind kind();

  /**
   * Stable name from the closed list in {@code docs/problems.md}, such as {@code lead-email-taken}.
   */
  String code();

  /** One sentence for a person. It may change between versions: never parse it. */
  String detail();

  /**
   * What a program needs to act on the refusal; keys are camelCase, values are strings, numbers,
   * booleans, or lists of them or of maps of them.
   */
  default Map<String, Object> facts() {
    return Map.of();
  }

  /** Every problem of the input, where the input is the reason; otherwise empty. */
  default List<Violation> violations() {
    return List.of();
  }
}
