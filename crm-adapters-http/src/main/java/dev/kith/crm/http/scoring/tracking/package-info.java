/**
 * Tracking over REST, on its page, and where browsers of strangers ask for it.
 *
 * <p>Shape: as the feature. Neighbours: kernel, pages.
 */
@NullMarked
package dev.kith.crm.http.scoring.tracking;

import org.jspecify.annotations.NullMarked;
