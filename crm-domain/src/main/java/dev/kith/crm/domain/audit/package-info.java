/**
 * The audit trail: who changed what, when and why, in a form in which a later change of the trail
 * shows.
 *
 * <p>Shape: Read, over records that every feature writes. Events out: none. Events in: none.
 * Neighbours: shared.
 */
@NullMarked
package dev.kith.crm.domain.audit;

import org.jspecify.annotations.NullMarked;
