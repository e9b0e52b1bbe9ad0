/**
 * Contact roles over REST and on pages.
 *
 * <p>Shape: Decide. Events out: none. Events in: none. Neighbours: kernel, pages.
 */
@NullMarked
package dev.kith.crm.http.relationship;

import org.jspecify.annotations.NullMarked;
