/**
 * Mappings of files that are kept under a name, and found again by the header of the next file.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel, access.
 */
@NullMarked
package dev.kith.crm.application.intake.preset;

import org.jspecify.annotations.NullMarked;
