/**
 * Guesses what the columns of a file mean.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: lead (the fields to fill).
 */
@NullMarked
package dev.kith.crm.application.intake.column;

import org.jspecify.annotations.NullMarked;
