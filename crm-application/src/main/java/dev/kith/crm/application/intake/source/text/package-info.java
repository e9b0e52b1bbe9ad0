/**
 * Text in files: how its bytes become characters, and its lines.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.application.intake.source.text;

import org.jspecify.annotations.NullMarked;
