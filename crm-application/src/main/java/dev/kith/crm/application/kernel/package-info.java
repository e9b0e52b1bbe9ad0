/**
 * What every use case needs: the context of a call, transactions, ids, stores of aggregates, and
 * the one way in which a command changes an aggregate.
 *
 * <p>Neighbours: the driven ports of event, audit, idempotency, access. Every feature uses this
 * package.
 */
@NullMarked
package dev.kith.crm.application.kernel;

import org.jspecify.annotations.NullMarked;
