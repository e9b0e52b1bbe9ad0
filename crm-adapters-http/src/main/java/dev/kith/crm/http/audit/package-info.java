/**
 * The audit trail over REST.
 *
 * <p>Shape: Read. Events out: none of its own. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.http.audit;

import org.jspecify.annotations.NullMarked;
