/**
 * The lifecycle of accounts in the database, and what it shows.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.persistence.lifecycle;

import org.jspecify.annotations.NullMarked;
