/**
 * The time of accounts in their stages in the database.
 *
 * <p>Shape: Run. Events out: none. Events in: none. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.persistence.account.stagetime;

import org.jspecify.annotations.NullMarked;
