/**
 * How texts of any script are compared: one Latin form for what people write with and without
 * accents, in Cyrillic or in Greek.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: none; every feature may use
 * this package.
 */
@NullMarked
package dev.kith.crm.domain.shared.text;

import org.jspecify.annotations.NullMarked;
