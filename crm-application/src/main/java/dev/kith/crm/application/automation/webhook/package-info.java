/**
 * Webhooks of rules: a message to another system, handed to a job in the run of the firing and sent
 * by it until it arrives.
 *
 * <p>Shape: Run. Events out: none. Events in: none. Neighbours: automation, job.
 */
@NullMarked
package dev.kith.crm.application.automation.webhook;

import org.jspecify.annotations.NullMarked;
