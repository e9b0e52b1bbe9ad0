/**
 * What a prediction learns from: records as they were known at a moment and how they ended, as text
 * in columns, and how such a column is read.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.domain.scoring.prediction.example;

import org.jspecify.annotations.NullMarked;
