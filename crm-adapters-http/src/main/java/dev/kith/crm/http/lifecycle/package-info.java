/**
 * The lifecycle of accounts over REST and on pages: what it says, and what it shows.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel, pages.
 */
@NullMarked
package dev.kith.crm.http.lifecycle;

import org.jspecify.annotations.NullMarked;
