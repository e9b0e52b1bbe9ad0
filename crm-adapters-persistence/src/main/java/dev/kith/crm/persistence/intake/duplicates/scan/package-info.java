/** Scans for duplicates in the database. Shape: Run. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.intake.duplicates.scan;

import org.jspecify.annotations.NullMarked;
