/**
 * Duplicates over REST and on pages. Shape: Calculate and Run. Neighbours: kernel, pages, lead (the
 * form of a draft).
 */
@NullMarked
package dev.kith.crm.http.intake.duplicates;

import org.jspecify.annotations.NullMarked;
