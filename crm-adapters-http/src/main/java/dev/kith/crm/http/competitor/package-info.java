/**
 * Competitors over REST and on pages.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel, pages.
 */
@NullMarked
package dev.kith.crm.http.competitor;

import org.jspecify.annotations.NullMarked;
