package dev.kith.crm.application.automation;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleContent;
import dev.kith.crm.domain.automation.RuleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps rules, and each version of what they do. */
public interface RuleStore extends AggregateStore<RuleId, Rule> {

  /** Another number after every change of any rule. */
  long stamp();

  /** Those that look, to act or in shadow, in no order. */
  List<Rule> looking();

  /** What the rule did in one of its versions. */
  record Version(long number, RuleContent content, Instant writtenAt) {}

  /** The latest first. */
  List<Version> versions(RuleId id);

  /** Live ones only. */
  Optional<RuleView> view(RuleId id);

  /** Live ones only, by {@link RuleView#CATALOGUE}; searched in the name. */
  Page<RuleView> list(ListQuery query);
}
