/**
 * Opportunities: what can be done with them, what can be read of them, and the board.
 *
 * <p>Shape: Decide. Events out: see {@code dev.kith.crm.domain.opportunity}. Events in: none.
 * Neighbours: kernel, list, access (owners), account (with whom they are), pipeline (the stages),
 * currency (one total).
 */
@NullMarked
package dev.kith.crm.application.opportunity;

import org.jspecify.annotations.NullMarked;
