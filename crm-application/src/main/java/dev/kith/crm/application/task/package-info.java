/**
 * What people have to do: tasks, and the day of somebody.
 *
 * <p>Shape: Decide. Events out: see {@code dev.kith.crm.domain.task}. Events in: none. Neighbours:
 * kernel, list, access (owners), calendar (the zone of the business), and through {@code
 * RelatedRecords} whatever tasks are about.
 */
@NullMarked
package dev.kith.crm.application.task;

import org.jspecify.annotations.NullMarked;
