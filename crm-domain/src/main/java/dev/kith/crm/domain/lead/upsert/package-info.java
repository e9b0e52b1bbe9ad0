/**
 * What becomes of a lead that is brought in and may be there already: by what it is recognised, and
 * whose word counts.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: lead.
 */
@NullMarked
package dev.kith.crm.domain.lead.upsert;

import org.jspecify.annotations.NullMarked;
