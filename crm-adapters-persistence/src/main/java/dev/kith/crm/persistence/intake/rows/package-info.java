/** What hangs on records that imports take back. Shape: Read. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.intake.rows;

import org.jspecify.annotations.NullMarked;
