/**
 * The calendars of a business: when it is at work, under names, one of which counts where none is
 * named. What is reckoned with them stands in {@code shared.worktime}.
 *
 * <p>Shape: Record. Events out: calendar.changed.v1. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.domain.calendar;

import org.jspecify.annotations.NullMarked;
