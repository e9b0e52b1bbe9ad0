package dev.kith.crm.domain.task.escalation;

import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import java.time.Instant;

/**
 * That a task reached a level, once for each beginning.
 *
 * @param policyName as it stood at that time
 * @param level 1 for the first
 * @param beginning from when the time of the ladder counted
 * @param moment of the level
 * @param at when it was done
 * @param raised whether the task came to matter more
 * @param outcome what came of it, in a sentence
 */
public record Escalation(
    TaskId task,
    EscalationPolicyId policy,
    String policyName,
    int level,
    Instant beginning,
    Instant moment,
    Instant at,
    Deed deed,
    boolean raised,
    String outcome) {}
