/**
 * How much is known of a lead, by the lists of mail domains and names that come along.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: lead and intake ask it; it
 * asks nobody.
 */
@NullMarked
package dev.kith.crm.application.quality;

import org.jspecify.annotations.NullMarked;
