/**
 * Engagement, scores and their rules over REST.
 *
 * <p>Shape: as the features. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.http.scoring;

import org.jspecify.annotations.NullMarked;
