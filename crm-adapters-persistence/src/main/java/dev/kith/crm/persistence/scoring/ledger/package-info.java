/** The score ledger in the database, and its rules. Shape: Decide. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.scoring.ledger;

import org.jspecify.annotations.NullMarked;
