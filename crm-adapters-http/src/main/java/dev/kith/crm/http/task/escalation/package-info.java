/**
 * Escalation of tasks over REST and on pages.
 *
 * <p>Shape: Decide. Events out: none. Events in: none. Neighbours: kernel, pages, task.
 */
@NullMarked
package dev.kith.crm.http.task.escalation;

import org.jspecify.annotations.NullMarked;
