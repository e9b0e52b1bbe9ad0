/**
 * Which of many leads belong together: pairs that look alike, joined to chains and to clusters.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: duplicates (the matcher).
 */
@NullMarked
package dev.kith.crm.domain.intake.duplicates.scan;

import org.jspecify.annotations.NullMarked;
