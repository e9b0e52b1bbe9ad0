/**
 * Text files of records that bring the names of their fields along: JSON objects, one on each line,
 * and visiting cards. The columns are what names the whole file has.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: lead (how a whole name is
 * split).
 */
@NullMarked
package dev.kith.crm.application.intake.source.record;

import org.jspecify.annotations.NullMarked;
