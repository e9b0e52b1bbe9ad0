/**
 * Who gets a record: pools, the choice of one of their members, and what was chosen with its
 * reason.
 *
 * <p>Shape: Decide. Events out: assignment.made.v1. Events in: none. Neighbours: kernel, list,
 * access (who can own records), calendar (when they work), automation, and through {@link
 * dev.kith.crm.application.assignment.AssignableRecords} whatever can be assigned.
 */
@NullMarked
package dev.kith.crm.application.assignment;

import org.jspecify.annotations.NullMarked;
