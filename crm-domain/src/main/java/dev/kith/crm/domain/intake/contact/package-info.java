/**
 * Whether a person may be contacted: what they said, hours in which nobody is disturbed, addresses
 * that are left alone, registers of people who want no calls; and the one question over all of it.
 *
 * <p>Shape: Calculate; suppressions and quiet hours: Record. Events out: suppression.added.v1,
 * suppression.removed.v1. Events in: none. Neighbours: consent, lead (how telephone numbers are
 * read), shared.
 */
@NullMarked
package dev.kith.crm.domain.intake.contact;

import org.jspecify.annotations.NullMarked;
