/**
 * Opportunities over REST, on pages, and on the board.
 *
 * <p>Shape: Decide. Events out: none. Events in: none. Neighbours: kernel, pages, task (what is to
 * be done about an opportunity).
 */
@NullMarked
package dev.kith.crm.http.opportunity;

import org.jspecify.annotations.NullMarked;
