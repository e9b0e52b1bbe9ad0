package dev.kith.crm.application.automation;

import dev.kith.crm.application.job.Plans;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps when rules look at records of which they wait to hear nothing: one plan for each. */
public interface AbsencePlans extends Plans<AbsencePlans.Plan> {

  /**
   * That a rule looks at a record at a moment, unless something happens to it before.
   *
   * @param number of the rule's version
   * @param event the one that began it
   * @param depth of that event in its chain
   */
  record Plan(
      RuleId rule,
      long number,
      Subject record,
      Instant due,
      UUID event,
      String eventType,
      Instant eventAt,
      String actor,
      @Nullable String requestId,
      int depth) {

    Plan at(Instant later) {
      return new Plan(
          rule, number, record, later, event, eventType, eventAt, actor, requestId, depth);
    }
  }

  /** Takes the place of the plan of the same rule and record, if there is one. */
  void put(Plan plan);

  void drop(RuleId rule, Subject record);
}
