/**
 * Work in the background: jobs on the storage, with leases, retries, progress and dead letters, and
 * schedules that bring them about again and again.
 *
 * <p>Shape: Run. Events out: none. Events in: none. Neighbours: kernel, list.
 */
@NullMarked
package dev.kith.crm.application.job;

import org.jspecify.annotations.NullMarked;
