/**
 * Exchange rates and the currency of reports over REST and on pages.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel, pages.
 */
@NullMarked
package dev.kith.crm.http.currency;

import org.jspecify.annotations.NullMarked;
