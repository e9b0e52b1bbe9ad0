/**
 * Finds out more about leads from what is known of them, and fills their empty fields: by sources
 * that know it by heart, and by others that are asked; on request, or in the background as leads
 * come in.
 *
 * <p>Shape: Run. Events out: lead.enriched.v1. Events in: none. Neighbours: job, kernel, lead
 * (whose permissions reach what is found), quality (lists of mail domains), validation (answers are
 * remembered as there).
 */
@NullMarked
package dev.kith.crm.application.intake.enrichment;

import org.jspecify.annotations.NullMarked;
