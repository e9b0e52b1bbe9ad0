/**
 * Whether a person may be contacted: what they said, channel by channel and purpose by purpose;
 * hours in which nobody is disturbed; addresses that are left alone; and the one question over all
 * of it.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: shared.
 */
@NullMarked
package dev.kith.crm.domain.intake.consent;

import org.jspecify.annotations.NullMarked;
