/**
 * What every feature shares: outcomes and refusals, aggregates and their changes, and the values
 * that the field has standard forms for (money, e-mail addresses, telephone numbers, countries,
 * postal addresses).
 *
 * <p>Shape: values. Events out: none. Events in: none. Neighbours: none; every feature may use this
 * package.
 */
@NullMarked
package dev.kith.crm.domain.shared;

import org.jspecify.annotations.NullMarked;
