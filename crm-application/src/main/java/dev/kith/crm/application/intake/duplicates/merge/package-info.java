/**
 * Merging leads, and undoing that.
 *
 * <p>Shape: Decide. Events out: those of the leads. Events in: none. Neighbours: kernel (what is
 * attached to leads), lead (whose states change).
 */
@NullMarked
package dev.kith.crm.application.intake.duplicates.merge;

import org.jspecify.annotations.NullMarked;
