/** What was found out about leads, in the database. Shape: Record. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.intake.enrichment;

import org.jspecify.annotations.NullMarked;
