/**
 * What tables have in common whatever file they stand in: the types of their cells, and where the
 * names of the columns end and the data begin.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.application.intake.source.table;

import org.jspecify.annotations.NullMarked;
