/**
 * What the past of pipelines says of them: sums in one currency, how long stages take, how fast
 * money comes out.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: shared, currency (rates).
 */
@NullMarked
package dev.kith.crm.domain.funnel;

import org.jspecify.annotations.NullMarked;
