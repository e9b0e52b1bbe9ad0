/**
 * The score ledger: by which rules engagement earns points, every point ever earned or taken back,
 * and what that comes to at any moment.
 *
 * <p>Shape: Calculate. Events out: score.threshold-crossed.v1. Events in: none. Neighbours: lead
 * (whose score it is).
 */
@NullMarked
package dev.kith.crm.domain.scoring.ledger;

import org.jspecify.annotations.NullMarked;
