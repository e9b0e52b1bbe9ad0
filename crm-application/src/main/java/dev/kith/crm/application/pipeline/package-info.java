/**
 * Pipelines: which stages there are.
 *
 * <p>Shape: Record. Events out: see {@code dev.kith.crm.domain.pipeline}. Events in: none.
 * Neighbours: kernel, list. Who has opportunities in stages says so by {@link
 * dev.kith.crm.application.pipeline.StageUse}.
 */
@NullMarked
package dev.kith.crm.application.pipeline;

import org.jspecify.annotations.NullMarked;
