/**
 * The outside world over a wire: one package for each wire. What leaves the house is sent from the
 * outbox, repeated with growing pauses, parked after the last try, and visible; what is only asked
 * is answered in a bounded time, or not at all.
 */
@NullMarked
package dev.kith.crm.messaging;

import org.jspecify.annotations.NullMarked;
