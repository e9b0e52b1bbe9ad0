/**
 * Carries a command out at most once per key: for REST and for embedders alike.
 *
 * <p>Shape: Record. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.application.idempotency;

import org.jspecify.annotations.NullMarked;
