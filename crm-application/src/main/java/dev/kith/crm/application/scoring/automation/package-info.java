/**
 * What rules can do with scores.
 *
 * <p>Shape: Run. Events out: those of the score ledger. Events in: none. Neighbours: the ledger,
 * automation.
 */
@NullMarked
package dev.kith.crm.application.scoring.automation;

import org.jspecify.annotations.NullMarked;
