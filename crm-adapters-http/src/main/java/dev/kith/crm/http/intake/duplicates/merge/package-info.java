/** Merging leads over REST and on pages. Shape: Decide. Neighbours: kernel, pages. */
@NullMarked
package dev.kith.crm.http.intake.duplicates.merge;

import org.jspecify.annotations.NullMarked;
