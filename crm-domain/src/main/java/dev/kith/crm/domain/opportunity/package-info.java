/**
 * Opportunities: what somebody may buy, and how far that has come.
 *
 * <p>Shape: Decide. Events out: {@link dev.kith.crm.domain.opportunity.OpportunityEvent}. Events
 * in: none. Neighbours: shared, access (who owns an opportunity), account (who would buy), pipeline
 * (the stages), product (what it is made up of), competitor (who else bids).
 */
@NullMarked
package dev.kith.crm.domain.opportunity;

import org.jspecify.annotations.NullMarked;
