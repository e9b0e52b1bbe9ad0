/** Imports in the database, with their files and their errors. Shape: Run. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.intake;

import org.jspecify.annotations.NullMarked;
