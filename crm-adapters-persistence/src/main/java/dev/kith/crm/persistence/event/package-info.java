/** The outbox in the database. Shape: Run. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.event;

import org.jspecify.annotations.NullMarked;
