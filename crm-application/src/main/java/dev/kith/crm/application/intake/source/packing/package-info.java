/**
 * Unpacks what is packed, within limits that no honest file meets.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.application.intake.source.packing;

import org.jspecify.annotations.NullMarked;
