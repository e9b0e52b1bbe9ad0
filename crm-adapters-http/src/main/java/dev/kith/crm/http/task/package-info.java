/**
 * Tasks over REST and on pages.
 *
 * <p>Shape: Decide. Events out: none. Events in: none. Neighbours: kernel, pages, audit (history).
 */
@NullMarked
package dev.kith.crm.http.task;

import org.jspecify.annotations.NullMarked;
