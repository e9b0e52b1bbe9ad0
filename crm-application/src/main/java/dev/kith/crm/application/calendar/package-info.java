/**
 * The calendars of the business, and reckoning with them.
 *
 * <p>Shape: Record. Events out: calendar.changed.v1. Events in: none. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.application.calendar;

import org.jspecify.annotations.NullMarked;
