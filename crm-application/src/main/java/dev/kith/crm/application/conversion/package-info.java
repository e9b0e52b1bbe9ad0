/**
 * Converting leads, looking at what became of them, and taking it back.
 *
 * <p>Shape: Decide. Events out: those of leads, accounts, contacts and opportunities. Events in:
 * none. Neighbours: kernel, lead, account, contact, opportunity (what becomes what), task (what
 * moves along), access (who owns it), quality (which domains tell of no company).
 */
@NullMarked
package dev.kith.crm.application.conversion;

import org.jspecify.annotations.NullMarked;
