/**
 * Jobs and schedules over REST.
 *
 * <p>Shape: Run. Events out: none of its own. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.http.job;

import org.jspecify.annotations.NullMarked;
