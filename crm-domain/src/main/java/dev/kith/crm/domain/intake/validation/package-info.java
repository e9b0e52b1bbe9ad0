/**
 * What can be said of a piece of contact data before it is stored: whether it is valid, why not,
 * what else is worth knowing, and what was probably meant.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: shared.
 */
@NullMarked
package dev.kith.crm.domain.intake.validation;

import org.jspecify.annotations.NullMarked;
