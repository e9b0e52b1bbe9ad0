/**
 * Competitors: who sells to the same customers, with what is known of their strengths.
 *
 * <p>Shape: Record. Events out: competitor.*. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.domain.competitor;

import org.jspecify.annotations.NullMarked;
