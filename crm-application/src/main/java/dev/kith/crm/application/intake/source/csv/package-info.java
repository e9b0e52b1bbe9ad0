/**
 * Text files with a row on each line: how one is written, and its rows.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.application.intake.source.csv;

import org.jspecify.annotations.NullMarked;
