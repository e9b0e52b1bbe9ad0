/**
 * Rules: what the CRM does by itself when something happens and a condition holds.
 *
 * <p>Shape: Decide. Events out: {@link dev.kith.crm.domain.automation.RuleEvent}. Events in: those
 * that rules name. Neighbours: shared.
 */
@NullMarked
package dev.kith.crm.domain.automation;

import org.jspecify.annotations.NullMarked;
