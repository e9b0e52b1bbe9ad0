/**
 * The audit trail: written by every command in its own transaction, read as the history of a
 * record, and verified.
 *
 * <p>Shape: Read. Events out: none. Events in: none. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.application.audit;

import org.jspecify.annotations.NullMarked;
