/**
 * Looks through all leads, accounts or contacts for duplicates: a job finds the pairs and joins
 * them to clusters, and people work through the clusters.
 *
 * <p>Shape: Run. Events out: none. Events in: none. Neighbours: kernel, job, account (how those are
 * called where contacts work), duplicates (keys, pairs that were told apart).
 */
@NullMarked
package dev.kith.crm.application.intake.duplicates.scan;

import org.jspecify.annotations.NullMarked;
