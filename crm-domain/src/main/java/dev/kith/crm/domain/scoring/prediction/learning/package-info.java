/**
 * Learning of additive models from examples: boosted shapes of single columns and of pairs, and
 * regularised logistic regression. All of it is deterministic: chance comes from a seed.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: measure.
 */
@NullMarked
package dev.kith.crm.domain.scoring.prediction.learning;

import org.jspecify.annotations.NullMarked;
