/**
 * How leads come in from files: an import and its life, how the file is written, and which of its
 * columns fills which field.
 *
 * <p>Shape: Run. Events out: none of its own; the leads announce themselves. Events in: none.
 * Neighbours: shared, access (whose import it is), lead (the fields to fill).
 */
@NullMarked
package dev.kith.crm.domain.intake;

import org.jspecify.annotations.NullMarked;
