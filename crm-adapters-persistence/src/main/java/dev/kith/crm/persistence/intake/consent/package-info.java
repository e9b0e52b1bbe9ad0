/** Ledgers of consents in the database. Shape: Record. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.intake.consent;

import org.jspecify.annotations.NullMarked;
