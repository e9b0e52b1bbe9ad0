/**
 * Which columns seem to give the outcome away: what is known only afterwards must not be learned
 * from, for it is missing when a prediction is wanted.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: example, learning, measure.
 */
@NullMarked
package dev.kith.crm.domain.scoring.prediction.leak;

import org.jspecify.annotations.NullMarked;
