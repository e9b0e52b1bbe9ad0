/**
 * What brought leads here, over REST.
 *
 * <p>Shape: Record. Neighbours: kernel, pages.
 */
@NullMarked
package dev.kith.crm.http.intake.attribution;

import org.jspecify.annotations.NullMarked;
