/**
 * The lifecycle of accounts as data that administrators edit, and what it shows: how accounts flow
 * through its stages, and how long they stay.
 *
 * <p>Shape: Record. Events out: lifecycle.changed.v1; see {@code account.stage-changed.v1} and
 * {@code account.stage-overdue.v1} of accounts. Events in: none. Neighbours: kernel, access,
 * automation (conditions), calendar (whose hours).
 */
@NullMarked
package dev.kith.crm.application.lifecycle;

import org.jspecify.annotations.NullMarked;
