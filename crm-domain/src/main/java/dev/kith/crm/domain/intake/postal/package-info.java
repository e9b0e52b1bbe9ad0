/**
 * Postal addresses by country: which parts are needed, what a postal code looks like, and how an
 * envelope is written.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: shared, and the findings of
 * intake.validation. The rules ({@code postal-rules.properties}) are a resource bundle, because the
 * domain reads no files.
 */
@NullMarked
package dev.kith.crm.domain.intake.postal;

import org.jspecify.annotations.NullMarked;
