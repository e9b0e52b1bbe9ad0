/**
 * Files that leads come from: of what kind a file is and how it is written, its rows, and what can
 * be wrong with one.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.domain.intake.source;

import org.jspecify.annotations.NullMarked;
