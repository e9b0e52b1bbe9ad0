package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * That a rule acted on a record because of an event, or tried to, or would have in shadow.
 *
 * @param number of the rule's version
 * @param event the event's id; with rule, version and record it happens once
 * @param eventType such as {@code lead.captured.v1}
 * @param reason why it failed or was cut off; null where it did not
 * @param code of the refusal for which it failed; null where it did not
 * @param once names what may happen only once; null where that has no limit, and where it failed
 */
public record Firing(
    UUID id,
    RuleId rule,
    long number,
    Subject record,
    UUID event,
    String eventType,
    Instant at,
    Result outcome,
    @Nullable String reason,
    @Nullable String code,
    Trace trace,
    @Nullable String once) {

  /** The same without the facts of these names. */
  Firing without(Predicate<String> hidden) {
    return new Firing(
        id,
        rule,
        number,
        record,
        event,
        eventType,
        at,
        outcome,
        reason,
        code,
        new Trace(Maps.filterKeys(trace.facts(), fact -> !hidden.test(fact)), trace.steps()),
        once);
  }

  /** What became of it. Stored by name. */
  public enum Result {
    /** Everything was done. */
    FIRED,
    /** An action was refused or broke, so that nothing was done. */
    FAILED,
    /** It would have gone on in circles; the rule is suspended. */
    CUT,
    /** In shadow: everything would have been done, and nothing was. */
    WOULD_FIRE,
    /** In shadow: an action would have been refused, or have broken. */
    WOULD_FAIL,
    /** In shadow: it would have gone on in circles, and have been suspended. */
    WOULD_CUT;

    /** Those of rules in shadow. */
    public static final Set<Result> SHADOW =
        Collections.unmodifiableSet(EnumSet.of(WOULD_FIRE, WOULD_FAIL, WOULD_CUT));

    public boolean isShadow() {
      return SHADOW.contains(this);
    }
  }

  /**
   * How it came about.
   *
   * @param facts those that the condition asks for, as people read them
   * @param steps what was done, in order; of one that failed, up to the action that did
   */
  public record Trace(Map<String, String> facts, List<Step> steps) {
    public Trace {
      facts = ImmutableMap.copyOf(facts);
      steps = ImmutableList.copyOf(steps);
    }

    /** The action at which it ended; null where it came to none. */
    public @Nullable String last() {
      return steps.isEmpty() ? null : steps.getLast().action();
    }
  }

  /**
   * @param action its code
   * @param what in a few words; of the one that failed, why
   */
  public record Step(String action, String what) {}
}
