/**
 * Tracking on the user's own pages and in their mails: signed links, visitors who are not known,
 * and when they turn out to be leads.
 *
 * <p>Shape: Record (visitors, joins), Decide (settings), Run (what is kept too long). Events out:
 * none of its own. Events in: none. Neighbours: kernel, job, lead (who visitors turn out to be),
 * intake (what people agreed to), engagement and ledger (what visitors did, and what it earns).
 */
@NullMarked
package dev.kith.crm.application.scoring.tracking;

import org.jspecify.annotations.NullMarked;
