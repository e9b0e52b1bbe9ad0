/** Merges in the database. Shape: Decide. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.intake.duplicates.merge;

import org.jspecify.annotations.NullMarked;
