/**
 * Reminders of tasks in the database.
 *
 * <p>Shape: Run. Events out: none. Events in: none. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.persistence.task.reminder;

import org.jspecify.annotations.NullMarked;
