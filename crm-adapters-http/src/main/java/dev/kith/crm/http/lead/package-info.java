/**
 * Leads over REST.
 *
 * <p>Shape: Decide. Events out: none of its own. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.http.lead;

import org.jspecify.annotations.NullMarked;
