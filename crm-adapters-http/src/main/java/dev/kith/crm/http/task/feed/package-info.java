/**
 * Tasks as calendars read them, in the form of RFC 5545.
 *
 * <p>Shape: Read. Events out: none. Events in: none. Neighbours: task, access.
 */
@NullMarked
package dev.kith.crm.http.task.feed;

import org.jspecify.annotations.NullMarked;
