/**
 * Whether leads may be contacted: the question, and what it reads besides their ledgers, which are
 * suppressions, quiet hours, and outside registers.
 *
 * <p>Shape: suppressions and quiet hours: Record; the question: Calculate. Events out:
 * suppression.added.v1, suppression.removed.v1. Events in: none. Neighbours: kernel, list, lead
 * (who is asked about), consent (the ledgers).
 */
@NullMarked
package dev.kith.crm.application.intake.contact;

import org.jspecify.annotations.NullMarked;
