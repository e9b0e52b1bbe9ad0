/**
 * Jobs and schedules in the database; workers of any number of processes pass over rows that others
 * have locked.
 *
 * <p>Shape: Run. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.persistence.job;

import org.jspecify.annotations.NullMarked;
