/**
 * Tells when accounts have been in a stage for longer than they may, each at its moment.
 *
 * <p>Shape: Run. Events out: account.stage-overdue.v1. Events in: those of accounts,
 * lifecycle.changed.v1, calendar.changed.v1. Neighbours: account, lifecycle (how long), calendar
 * (whose hours), job (planning anew, trying again).
 */
@NullMarked
package dev.kith.crm.application.account.stagetime;

import org.jspecify.annotations.NullMarked;
