package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.RuleContent;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.automation.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule as somebody writes it.
 *
 * @param record the kind of records, such as {@code lead}
 * @param events the types of events after which it looks at the record
 * @param condition in CEL; empty where it always holds
 */
public record RuleDraft(
    @Nullable String name,
    String record,
    List<String> events,
    String condition,
    List<RuleStep> then,
    Repeat repeat,
    int priority,
    @Nullable Instant activeFrom,
    @Nullable Instant activeUntil) {

  public RuleDraft {
    events = ImmutableList.copyOf(events);
    then = ImmutableList.copyOf(then);
  }

  /** What the rule is to do, unchecked. */
  RuleContent content() {
    return new RuleContent(
        record,
        new Trigger.OnEvent(Set.copyOf(events)),
        condition,
        then,
        repeat,
        priority,
        activeFrom,
        activeUntil);
  }
}
