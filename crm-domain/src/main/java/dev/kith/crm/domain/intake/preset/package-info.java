/**
 * What people have said of files of one kind, kept under a name for the next one.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: lead, and intake whose mappings
 * it keeps.
 */
@NullMarked
package dev.kith.crm.domain.intake.preset;

import org.jspecify.annotations.NullMarked;
