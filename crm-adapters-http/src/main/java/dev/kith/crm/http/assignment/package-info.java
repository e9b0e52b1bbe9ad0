/**
 * Pools and assignments over REST and on pages.
 *
 * <p>Shape: Decide. Events out: none. Events in: none. Neighbours: kernel, pages.
 */
@NullMarked
package dev.kith.crm.http.assignment;

import org.jspecify.annotations.NullMarked;
