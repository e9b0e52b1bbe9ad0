/**
 * Events and dead letters over REST.
 *
 * <p>Shape: Run. Events out: none of its own. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.http.event;

import org.jspecify.annotations.NullMarked;
