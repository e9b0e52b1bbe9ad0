/**
 * What people said to being contacted, channel by channel and purpose by purpose: a ledger to which
 * lines are only ever added.
 *
 * <p>Shape: Record. Events out: lead.consent-recorded.v1. Events in: none. Neighbours: lead (whose
 * ledgers these are), shared.
 */
@NullMarked
package dev.kith.crm.domain.intake.consent;

import org.jspecify.annotations.NullMarked;
