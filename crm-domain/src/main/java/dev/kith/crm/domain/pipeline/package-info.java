/**
 * Pipelines: the stages that opportunities go through, as data.
 *
 * <p>Shape: Record. Events out: {@link dev.kith.crm.domain.pipeline.PipelineEvent}. Events in:
 * none. Neighbours: shared.
 */
@NullMarked
package dev.kith.crm.domain.pipeline;

import org.jspecify.annotations.NullMarked;
