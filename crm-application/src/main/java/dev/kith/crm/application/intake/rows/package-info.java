/**
 * How rows of files become records other than leads: which fields a row fills, by what its record
 * is recognised, and what it refers to; and how that is undone.
 *
 * <p>Shape: Run. Events out: those of accounts, contacts and opportunities. Events in: none.
 * Neighbours: access, account, contact, currency, opportunity, pipeline, product.
 */
@NullMarked
package dev.kith.crm.application.intake.rows;

import org.jspecify.annotations.NullMarked;
