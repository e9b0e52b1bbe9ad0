/**
 * Rows of imports that would change records, and what people decide on them.
 *
 * <p>Shape: Decide. Events out: those of the records that are changed. Events in: none. Neighbours:
 * kernel, lead, and intake that puts the rows aside.
 */
@NullMarked
package dev.kith.crm.application.intake.review;

import org.jspecify.annotations.NullMarked;
