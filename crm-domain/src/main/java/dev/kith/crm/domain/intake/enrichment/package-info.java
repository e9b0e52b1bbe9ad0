/**
 * What is found out about leads from what is known of them: from whom, how sure it is, and which of
 * it fills their fields.
 *
 * <p>Shape: Calculate. Events out: lead.enriched.v1. Events in: none. Neighbours: lead (whose
 * fields are filled).
 */
@NullMarked
package dev.kith.crm.domain.intake.enrichment;

import org.jspecify.annotations.NullMarked;
