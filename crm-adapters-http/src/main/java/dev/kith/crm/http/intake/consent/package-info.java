/**
 * What leads said to being contacted, over REST.
 *
 * <p>Shape: Record. Neighbours: kernel, pages.
 */
@NullMarked
package dev.kith.crm.http.intake.consent;

import org.jspecify.annotations.NullMarked;
