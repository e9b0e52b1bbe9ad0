/**
 * Leads, accounts or contacts that are the same become one, and several again if that was a
 * mistake.
 *
 * <p>Shape: Decide. Events out: those of the records. Events in: none. Neighbours: lead (what
 * becomes of each), access (who did it).
 */
@NullMarked
package dev.kith.crm.domain.intake.duplicates.merge;

import org.jspecify.annotations.NullMarked;
