/** Leads in the database. Shape: Decide. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.lead;

import org.jspecify.annotations.NullMarked;
