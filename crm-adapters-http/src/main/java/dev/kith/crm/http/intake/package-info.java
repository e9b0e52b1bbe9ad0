/**
 * Imports over REST and on pages, and leads as files.
 *
 * <p>Shape: Run. Events out: none of its own. Neighbours: kernel, pages.
 */
@NullMarked
package dev.kith.crm.http.intake;

import org.jspecify.annotations.NullMarked;
