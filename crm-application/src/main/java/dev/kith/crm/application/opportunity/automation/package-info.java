/**
 * Opportunities as rules see them.
 *
 * <p>Shape: Read. Events out: none of its own. Events in: none. Neighbours: opportunity,
 * automation.
 */
@NullMarked
package dev.kith.crm.application.opportunity.automation;

import org.jspecify.annotations.NullMarked;
