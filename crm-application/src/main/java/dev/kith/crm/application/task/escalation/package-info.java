/**
 * Brings tasks that nobody does before others, level by level, each at its moment in business time.
 *
 * <p>Shape: Decide. Events out: task.escalated.v1, task.acknowledged.v1, escalation.changed.v1.
 * Events in: those of tasks and calendars, escalation.changed.v1. Neighbours: task, calendar (whose
 * hours), access (whom), notification (telling them), job (planning anew, trying again).
 */
@NullMarked
package dev.kith.crm.application.task.escalation;

import org.jspecify.annotations.NullMarked;
