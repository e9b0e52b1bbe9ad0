/**
 * The currency of reports, exchange rates, and what an amount is worth in another currency.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel, idempotency. Features
 * that add up amounts ask {@link dev.kith.crm.application.currency.CurrencyFeature#on} once for
 * each day.
 */
@NullMarked
package dev.kith.crm.application.currency;

import org.jspecify.annotations.NullMarked;
