/**
 * The validation of contact data over REST: each kind of data is a {@link
 * dev.kith.crm.http.intake.validation.Kind}, from which its two routes are made.
 *
 * <p>Shape: Calculate. Events out: none. Neighbours: kernel, lead (the JSON of a draft).
 */
@NullMarked
package dev.kith.crm.http.intake.validation;

import org.jspecify.annotations.NullMarked;
