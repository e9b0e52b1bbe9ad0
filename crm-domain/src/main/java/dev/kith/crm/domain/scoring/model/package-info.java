/**
 * Models that predict which leads are won: their lives, from which leads they learn, and what was
 * known of a lead at which moment.
 *
 * <p>Shape: Decide. Events out: scoring-model.trained.v1, scoring-model.shadowed.v1,
 * scoring-model.activated.v1, scoring-model.retired.v1, scoring-model.drifted.v1. Events in: none.
 * Neighbours: prediction (what a model is), engagement and lead (what is known of a lead),
 * attribution (its touches), audit (what it was like earlier).
 */
@NullMarked
package dev.kith.crm.domain.scoring.model;

import org.jspecify.annotations.NullMarked;
