/**
 * On which days something comes by a recurrence rule.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.application.recurrence;

import org.jspecify.annotations.NullMarked;
