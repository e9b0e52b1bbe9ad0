/**
 * Exchange rates and the currency of reports in the database.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.persistence.currency;

import org.jspecify.annotations.NullMarked;
