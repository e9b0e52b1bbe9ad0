package dev.kith.crm.application.task.escalation;

import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationPolicyId;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import dev.kith.crm.domain.task.escalation.Ladder;
import java.util.List;

/**
 * Policies by which tasks are escalated. Looking needs {@code task:view}, everything else {@code
 * task:administer} on all tasks. Each can be refused with {@code forbidden}, those on a policy also
 * with {@code not-found} and {@code stale-version}.
 */
public interface EscalationPolicies {

  int MOST_POLICIES = 100;

  /** By name. */
  Outcome<List<EscalationPolicy>> list();

  Outcome<EscalationPolicy> get(EscalationPolicyId id);

  /**
   * What is wrong with a policy by itself, without doing anything; whether what it names exists is
   * looked at only when it is written.
   */
  List<Violation> problemsOf(EscalationTerms terms);

  /** It is paused at first. Refused with {@code invalid} and {@code name-taken}, as is the next. */
  Outcome<EscalationPolicy> write(EscalationTerms terms);

  /** Every ladder is planned anew by it. */
  Outcome<EscalationPolicy> rewrite(EscalationPolicyId id, EscalationTerms terms);

  Outcome<EscalationPolicy> activate(EscalationPolicyId id);

  Outcome<EscalationPolicy> pause(EscalationPolicyId id);

  Outcome<EscalationPolicy> delete(EscalationPolicyId id);

  /**
   * Which level would come when for a task, also of a policy that is paused.
   *
   * @param task that the actor sees
   */
  Outcome<Ladder> preview(EscalationPolicyId id, TaskId task);
}
