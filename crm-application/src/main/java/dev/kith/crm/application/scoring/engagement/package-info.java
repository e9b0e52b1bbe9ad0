/**
 * Events of engagement: reporting, judging and reading them.
 *
 * <p>Shape: Record. Events out: lead.engaged.v1. Events in: none. Neighbours: kernel, lead (whose
 * permissions reach its events).
 */
@NullMarked
package dev.kith.crm.application.scoring.engagement;

import org.jspecify.annotations.NullMarked;
