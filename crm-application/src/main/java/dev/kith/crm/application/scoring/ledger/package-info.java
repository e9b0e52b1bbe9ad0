/**
 * The score ledger of leads: keeping it, reading scores from it, and the rules that it goes by.
 *
 * <p>Shape: Decide (rules and settings), Run (crossings that come by time). Events out:
 * score.threshold-crossed.v1. Events in: none. Neighbours: kernel, job, lead (whose permissions
 * reach its score), automation (in whose language filters are written).
 */
@NullMarked
package dev.kith.crm.application.scoring.ledger;

import org.jspecify.annotations.NullMarked;
