/**
 * What rules can do with whatever has an owner: give it to a user, or to somebody of a pool.
 *
 * <p>Shape: Run. Events out: assignment.made.v1, and those of the records. Events in: none.
 * Neighbours: assignment, automation.
 */
@NullMarked
package dev.kith.crm.application.assignment.automation;

import org.jspecify.annotations.NullMarked;
