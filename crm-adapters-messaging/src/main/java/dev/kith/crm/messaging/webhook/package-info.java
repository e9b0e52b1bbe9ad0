/**
 * Sends webhooks over HTTP.
 *
 * <p>Implements the driven port {@code WebhookSender} of automation.webhook. Neighbours: http.
 */
@NullMarked
package dev.kith.crm.messaging.webhook;

import org.jspecify.annotations.NullMarked;
