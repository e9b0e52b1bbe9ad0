/**
 * The outside world over a wire: one package for each wire, such as e-mail, WhatsApp, webhooks and
 * name servers. What leaves the house is sent from the outbox, repeated with growing pauses, parked
 * after the last try, and visible.
 *
 * <p>No feature sends anything yet, so there is no wire yet.
 */
@NullMarked
package dev.kith.crm.messaging;

import org.jspecify.annotations.NullMarked;
