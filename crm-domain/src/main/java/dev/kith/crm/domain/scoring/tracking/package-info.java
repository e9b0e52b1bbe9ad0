/**
 * What is learnt from the user's own pages and mails: links that are signed, visitors of whom only
 * a number is known, and when such a visitor turns out to be a lead.
 *
 * <p>Shape: Record (visitors, joins), Decide (settings). Events out: none. Events in: none.
 * Neighbours: engagement (what visitors do), lead (who they turn out to be).
 */
@NullMarked
package dev.kith.crm.domain.scoring.tracking;

import org.jspecify.annotations.NullMarked;
