/**
 * Converting leads as something that rules do.
 *
 * <p>Shape: Run. Events out: those of conversion. Events in: whatever rules wait for. Neighbours:
 * conversion, automation.
 */
@NullMarked
package dev.kith.crm.application.conversion.automation;

import org.jspecify.annotations.NullMarked;
