/** Rules and what they did, in the database. Shape: Decide. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.automation;

import org.jspecify.annotations.NullMarked;
