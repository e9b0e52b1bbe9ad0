package dev.kith.crm.application.automation;

import dev.kith.crm.application.job.Plans;
import dev.kith.crm.domain.automation.RuleId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps when rules look at all records, and how far they have come: one plan for each. */
public interface SchedulePlans extends Plans<SchedulePlans.Plan> {

  /**
   * That a rule looks at a moment.
   *
   * @param number of the rule's version
   * @param after the last record that it has looked at, at that moment; null before the first
   */
  record Plan(RuleId rule, long number, Instant due, @Nullable UUID after) {}

  /** Takes the place of the plan of the same rule, if there is one. */
  void put(Plan plan);

  void drop(RuleId rule);

  Optional<Plan> find(RuleId rule);
}
