/**
 * The touches of leads, and the rules by which they are read.
 *
 * <p>Shape: Record. Events out: lead.touched.v1. Events in: none; leads that are captured with a
 * campaign have their first touch from the same transaction. Neighbours: kernel, lead (whose
 * permissions reach the touches).
 */
@NullMarked
package dev.kith.crm.application.intake.attribution;

import org.jspecify.annotations.NullMarked;
