/** Batches of conversions in the database. */
@NullMarked
package dev.kith.crm.persistence.conversion.batch;

import org.jspecify.annotations.NullMarked;
