/**
 * Secret addresses under which calendars read the tasks of their owner.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: task, access (tokens).
 */
@NullMarked
package dev.kith.crm.application.task.feed;

import org.jspecify.annotations.NullMarked;
