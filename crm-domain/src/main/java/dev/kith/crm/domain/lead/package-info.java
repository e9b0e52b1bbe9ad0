/**
 * Leads: people who may become customers, from the first touch to the decision.
 *
 * <p>Shape: Decide. Events out: {@link dev.kith.crm.domain.lead.LeadEvent}. Events in: none.
 * Neighbours: shared, access (who owns a lead).
 */
@NullMarked
package dev.kith.crm.domain.lead;

import org.jspecify.annotations.NullMarked;
