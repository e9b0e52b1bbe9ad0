/** Conversions and their mapping in the database. Shape: Decide. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.conversion;

import org.jspecify.annotations.NullMarked;
