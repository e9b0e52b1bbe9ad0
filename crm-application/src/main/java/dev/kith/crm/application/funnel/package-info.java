/**
 * Analytics of pipelines: what goes through their stages, how fast, what does not move, and where
 * it is lost.
 *
 * <p>Shape: Read. Events out: none. Events in: none. Neighbours: kernel, list, access (owners),
 * calendar (business time), currency (one sum), opportunity, pipeline (the stages).
 */
@NullMarked
package dev.kith.crm.application.funnel;

import org.jspecify.annotations.NullMarked;
