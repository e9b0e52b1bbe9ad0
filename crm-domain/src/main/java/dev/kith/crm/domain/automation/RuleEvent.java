package dev.kith.crm.domain.automation;

import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import java.util.Map;

/** What happens to rules that others should hear of. */
public sealed interface RuleEvent extends DomainEvent {

  RuleId rule();

  @Override
  default Subject subject() {
    return Rule.subjectOf(rule());
  }

  /**
   * @param number which version of the rule
   */
  record Activated(RuleId rule, long number) implements RuleEvent {
    @Override
    public String type() {
      return "rule.activated.v1";
    }
  }

  /** It is watched from now on: it looks, and does nothing. */
  record Shadowed(RuleId rule, long number) implements RuleEvent {
    @Override
    public String type() {
      return "rule.shadowed.v1";
    }
  }

  record Paused(RuleId rule) implements RuleEvent {
    @Override
    public String type() {
      return "rule.paused.v1";
    }
  }

  /** The CRM stopped the rule: somebody should look at it. */
  record Suspended(RuleId rule, String reason) implements RuleEvent {
    @Override
    public String type() {
      return "rule.suspended.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return Map.of("reason", reason);
    }
  }
}
