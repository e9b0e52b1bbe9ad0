/**
 * Contact roles in the database.
 *
 * <p>Shape: Decide. Events out: none. Events in: none. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.persistence.relationship;

import org.jspecify.annotations.NullMarked;
