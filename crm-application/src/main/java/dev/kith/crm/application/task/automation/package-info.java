/**
 * What rules can do with tasks.
 *
 * <p>Shape: Run. Events out: those of tasks. Events in: none. Neighbours: task, automation.
 */
@NullMarked
package dev.kith.crm.application.task.automation;

import org.jspecify.annotations.NullMarked;
