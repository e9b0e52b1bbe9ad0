/**
 * Whether leads may be contacted, suppressions and quiet hours, over REST.
 *
 * <p>Shape: Record. Neighbours: kernel, pages, consent.
 */
@NullMarked
package dev.kith.crm.http.intake.contact;

import org.jspecify.annotations.NullMarked;
