package dev.kith.crm.application.task.escalation;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationPolicyId;
import java.util.List;

/**
 * Keeps escalation policies. No two live ones have names that differ only in case: adding and
 * updating are refused with {@link dev.kith.crm.domain.shared.CommonRefusal.NameTaken}.
 */
public interface EscalationPolicyStore
    extends AggregateStore<EscalationPolicyId, EscalationPolicy> {

  /** All live ones, in any order. */
  List<EscalationPolicy> live();
}
