/**
 * How complete and how usable a lead is as it came in, and what would make it better.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: lead, postal rules, shared.
 */
@NullMarked
package dev.kith.crm.domain.intake.quality;

import org.jspecify.annotations.NullMarked;
