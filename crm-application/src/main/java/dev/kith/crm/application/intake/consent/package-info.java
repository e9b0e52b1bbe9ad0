/**
 * The ledgers in which stands what leads said to being contacted.
 *
 * <p>Shape: Record. Events out: lead.consent-recorded.v1. Events in: none. Neighbours: kernel, lead
 * (to whom the ledgers belong, and who must be seen).
 */
@NullMarked
package dev.kith.crm.application.intake.consent;

import org.jspecify.annotations.NullMarked;
