/**
 * Leads: the intentions that people have with them, and what they read.
 *
 * <p>Shape: Decide. Events out: {@link dev.kith.crm.domain.lead.LeadEvent}. Events in: none.
 * Neighbours: kernel, list, access (who can own a lead).
 */
@NullMarked
package dev.kith.crm.application.lead;

import org.jspecify.annotations.NullMarked;
