/**
 * Validates contact data while it is being written down, alone or many at once. Nothing is stored
 * here, and nobody outside who is slow or silent makes it fail: what cannot be found out is {@code
 * UNKNOWN}.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: kernel, lead (what capturing
 * would refuse, how telephone numbers are read).
 */
@NullMarked
package dev.kith.crm.application.intake.validation;

import org.jspecify.annotations.NullMarked;
