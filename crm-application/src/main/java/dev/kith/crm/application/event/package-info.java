/**
 * Events after the fact: the outbox that keeps them with the change, and the dispatcher that
 * delivers them to reactions.
 *
 * <p>Shape: Run. Events out: those of every feature, in envelopes. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.application.event;

import org.jspecify.annotations.NullMarked;
