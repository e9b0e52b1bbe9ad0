/**
 * Who hears of tasks that nobody does: policies of levels over business time, and where a task
 * stands on them.
 *
 * <p>Shape: Decide. Events out: task.escalated.v1, task.acknowledged.v1, escalation.changed.v1.
 * Events in: none. Neighbours: task, access (whom), calendar (when).
 */
@NullMarked
package dev.kith.crm.domain.task.escalation;

import org.jspecify.annotations.NullMarked;
