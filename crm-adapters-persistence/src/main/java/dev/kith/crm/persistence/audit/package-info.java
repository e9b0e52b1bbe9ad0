/** The audit trail in the database. Shape: Read. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.audit;

import org.jspecify.annotations.NullMarked;
