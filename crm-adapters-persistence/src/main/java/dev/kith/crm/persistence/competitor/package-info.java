/**
 * Competitors in the database.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.persistence.competitor;

import org.jspecify.annotations.NullMarked;
