/**
 * The scores of leads: fit, engagement and prediction combined, with reasons, kept beside the lead
 * for its lists.
 *
 * <p>Shape: Decide (the scorecard, overrides), Run (bringing stored scores up to date). Events out:
 * none. Events in: none. Neighbours: kernel, job, lead (whose score it is), automation
 * (conditions), the ledger.
 */
@NullMarked
package dev.kith.crm.application.scoring.card;

import org.jspecify.annotations.NullMarked;
