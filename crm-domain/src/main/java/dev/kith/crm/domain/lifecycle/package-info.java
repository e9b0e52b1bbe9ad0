/**
 * The lifecycle of accounts: which stages they go through, on which ways, and under which
 * conditions.
 *
 * <p>Shape: Record. Events out: lifecycle.changed.v1; that an account goes on, or has stayed for
 * too long, is told by accounts. Events in: none. Neighbours: shared, access (who may take a way).
 */
@NullMarked
package dev.kith.crm.domain.lifecycle;

import org.jspecify.annotations.NullMarked;
