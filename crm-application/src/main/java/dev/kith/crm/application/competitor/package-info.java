/**
 * The catalogue of competitors.
 *
 * <p>Shape: Record. Events out: competitor.*. Events in: none. Neighbours: kernel, access.
 */
@NullMarked
package dev.kith.crm.application.competitor;

import org.jspecify.annotations.NullMarked;
