/**
 * Names of companies: what is name and what is legal form, when two spellings are of one company,
 * and which of many spellings belong together.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: shared. The data ({@code
 * legal-forms.properties}, {@code words.properties}) are resource bundles, because the domain reads
 * no files.
 */
@NullMarked
package dev.kith.crm.domain.intake.company;

import org.jspecify.annotations.NullMarked;
