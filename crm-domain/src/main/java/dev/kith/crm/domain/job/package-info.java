/**
 * Work that the CRM does in the background, and when it is to be done.
 *
 * <p>Shape: Run. Events out: none, jobs have their own list. Events in: none. Neighbours: shared.
 */
@NullMarked
package dev.kith.crm.domain.job;

import org.jspecify.annotations.NullMarked;
