/**
 * Conversion: a lead becomes an account, a contact and, if wanted, an opportunity.
 *
 * <p>Shape: Decide. Events out: those of the lead and of what it becomes. Events in: none.
 * Neighbours: lead, account, contact, opportunity (what becomes what), access (who did it).
 */
@NullMarked
package dev.kith.crm.domain.conversion;

import org.jspecify.annotations.NullMarked;
