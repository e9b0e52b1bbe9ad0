/**
 * Conversion of leads over REST and as pages.
 *
 * <p>Shape: Decide. Neighbours: kernel, pages, lead, account, contact, opportunity.
 */
@NullMarked
package dev.kith.crm.http.conversion;

import org.jspecify.annotations.NullMarked;
