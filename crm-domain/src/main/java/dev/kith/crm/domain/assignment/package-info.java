/**
 * Who gets a record: pools of users, the strategies by which one of them is chosen, and the reason
 * of every choice.
 *
 * <p>Shape: Decide. Events out: assignment.made.v1. Events in: none. Neighbours: access (whom),
 * calendar (when).
 */
@NullMarked
package dev.kith.crm.domain.assignment;

import org.jspecify.annotations.NullMarked;
