/**
 * Duplicates in the database: the keys of leads, and the pairs that were told apart. Shape:
 * Calculate. Neighbours: kernel, lead (whose store tells what changed).
 */
@NullMarked
package dev.kith.crm.persistence.intake.duplicates;

import org.jspecify.annotations.NullMarked;
