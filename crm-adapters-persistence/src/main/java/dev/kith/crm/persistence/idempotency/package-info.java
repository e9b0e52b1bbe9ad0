/** Idempotency keys in the database. Shape: Record. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.idempotency;

import org.jspecify.annotations.NullMarked;
