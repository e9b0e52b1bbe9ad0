/** Mapping presets in the database. Shape: Record. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.intake.preset;

import org.jspecify.annotations.NullMarked;
