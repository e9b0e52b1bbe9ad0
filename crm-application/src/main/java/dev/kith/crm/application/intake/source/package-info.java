/**
 * Reads files into rows: tells of what kind a file is and how it is written, and hands out its rows
 * from any position, whatever the kind. What depends on the kind stands in a package for each.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.application.intake.source;

import org.jspecify.annotations.NullMarked;
