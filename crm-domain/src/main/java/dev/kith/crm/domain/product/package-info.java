/**
 * Products: what is sold, under the key by which everybody knows it, with its list prices.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.domain.product;

import org.jspecify.annotations.NullMarked;
