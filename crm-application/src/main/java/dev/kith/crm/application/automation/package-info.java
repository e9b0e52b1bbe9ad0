/**
 * The rule engine: when something happens to a record and a condition holds, things are done. It
 * knows no other feature: each registers its {@linkplain
 * dev.kith.crm.application.automation.RecordKind records} and {@linkplain
 * dev.kith.crm.application.automation.ActionKind actions} with it.
 *
 * <p>Shape: Decide, and Run. Events out: {@link dev.kith.crm.domain.automation.RuleEvent}. Events
 * in: those that active rules name. Neighbours: kernel, list, event, access, job.
 */
@NullMarked
package dev.kith.crm.application.automation;

import org.jspecify.annotations.NullMarked;
