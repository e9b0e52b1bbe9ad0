/**
 * Reminds people of their tasks, each time at its moment.
 *
 * <p>Shape: Run. Events out: task.reminded.v1. Events in: those of tasks. Neighbours: task,
 * notification, job (trying again).
 */
@NullMarked
package dev.kith.crm.application.task.reminder;

import org.jspecify.annotations.NullMarked;
