/**
 * Where leads come from: every touch of a campaign, and the rules by which touches are read.
 *
 * <p>Shape: Record. Events out: lead.touched.v1. Events in: none. Neighbours: lead (whose touches
 * they are, and when it was won).
 */
@NullMarked
package dev.kith.crm.domain.intake.attribution;

import org.jspecify.annotations.NullMarked;
