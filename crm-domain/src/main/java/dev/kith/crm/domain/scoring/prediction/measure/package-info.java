/**
 * How good predictions are, and whether the world has moved away from what they were learned from.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.domain.scoring.prediction.measure;

import org.jspecify.annotations.NullMarked;
