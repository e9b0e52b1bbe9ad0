/**
 * The catalogue of products.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel, access.
 */
@NullMarked
package dev.kith.crm.application.product;

import org.jspecify.annotations.NullMarked;
