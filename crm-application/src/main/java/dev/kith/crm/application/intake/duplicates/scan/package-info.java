/**
 * Looks through all leads for duplicates: a job finds the pairs and joins them to clusters, and
 * people work through the clusters.
 *
 * <p>Shape: Run. Events out: none. Events in: none. Neighbours: kernel, job, duplicates (keys,
 * pairs that were told apart).
 */
@NullMarked
package dev.kith.crm.application.intake.duplicates.scan;

import org.jspecify.annotations.NullMarked;
