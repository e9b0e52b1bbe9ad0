/**
 * Numbers by which tax offices know companies (value added tax numbers and their like): read
 * without asking anybody, by their shape and their check digits.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: shared.
 */
@NullMarked
package dev.kith.crm.domain.intake.taxid;

import org.jspecify.annotations.NullMarked;
