/**
 * How likely a lead is won, learned from those that were won and lost, with what each field adds to
 * it: models that are a sum of log-odds, so that the contributions and the bias are the prediction
 * and not a story about it.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: its own parts example,
 * learning, measure and leak.
 */
@NullMarked
package dev.kith.crm.domain.scoring.prediction;

import org.jspecify.annotations.NullMarked;
