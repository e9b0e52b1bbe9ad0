/**
 * Which records tell of the same person or organisation: what a record looks like to the matcher,
 * how much two of them speak for one another, and which of many belong together.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: shared, company.
 */
@NullMarked
package dev.kith.crm.domain.intake.duplicates;

import org.jspecify.annotations.NullMarked;
