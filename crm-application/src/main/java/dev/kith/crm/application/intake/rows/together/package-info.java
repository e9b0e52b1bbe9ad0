/**
 * Lets the services of accounts, contacts, opportunities and products work on many rows at once:
 * what rows refer to is read by sets beforehand, what becomes of the records is kept in hand, and
 * it is written by sets at the end. The services decide row by row as they always do.
 *
 * <p>Shape: Run. Events out: those of accounts, contacts and opportunities. Events in: none.
 * Neighbours: access, account, contact, currency, opportunity, pipeline, product.
 */
@NullMarked
package dev.kith.crm.application.intake.rows.together;

import org.jspecify.annotations.NullMarked;
