/**
 * Merging leads, accounts and contacts, and undoing that.
 *
 * <p>Shape: Decide. Events out: those of the records. Events in: none. Neighbours: kernel (what is
 * attached to records, and what names them), lead, account, contact (whose states change).
 */
@NullMarked
package dev.kith.crm.application.intake.duplicates.merge;

import org.jspecify.annotations.NullMarked;
