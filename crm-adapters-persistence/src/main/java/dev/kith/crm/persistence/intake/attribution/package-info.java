/** Touches in the database, and the rules of reading them. Shape: Record. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.intake.attribution;

import org.jspecify.annotations.NullMarked;
