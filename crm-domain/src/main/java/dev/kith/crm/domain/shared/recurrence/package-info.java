/**
 * What comes again and again on days that a rule tells: rules of RFC 5545 as values.
 *
 * <p>Shape: values. Events out: none. Events in: none. Neighbours: none; every feature may use this
 * package.
 */
@NullMarked
package dev.kith.crm.domain.shared.recurrence;

import org.jspecify.annotations.NullMarked;
