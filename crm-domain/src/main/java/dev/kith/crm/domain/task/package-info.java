/**
 * What somebody has to do: what it is and about whom, whose it is and by when, and how it went.
 *
 * <p>Shape: Decide. Events out: task.created.v1, task.edited.v1, task.assigned.v1, task.started.v1,
 * task.waiting.v1, task.completed.v1, task.cancelled.v1, task.reopened.v1, task.snoozed.v1,
 * task.reminded.v1, task.deleted.v1, task.restored.v1. Events in: none. Neighbours: access
 * (owners).
 */
@NullMarked
package dev.kith.crm.domain.task;

import org.jspecify.annotations.NullMarked;
