/**
 * The score of a lead: how well it fits, how much it is interested and what a model expects of it,
 * combined by weights into one number, with the reasons that add up to it.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: lead (whose score it is), the
 * ledger (whose score is the part for engagement).
 */
@NullMarked
package dev.kith.crm.domain.scoring.card;

import org.jspecify.annotations.NullMarked;
