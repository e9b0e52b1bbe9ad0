/**
 * Amounts of several currencies together: the currency of reports, dated exchange rates, and what
 * an amount is worth in another currency on a day.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.domain.currency;

import org.jspecify.annotations.NullMarked;
