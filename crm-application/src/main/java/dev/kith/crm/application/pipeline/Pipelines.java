package dev.kith.crm.application.pipeline;

import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/**
 * Pipelines and their stages. Looking needs {@code opportunity:view}, everything else {@code
 * opportunity:administer} on all opportunities. Each can be refused with {@code forbidden}, those
 * on a pipeline also with {@code not-found} and {@code stale-version}.
 */
public interface Pipelines {

  int MOST_PIPELINES = 50;

  /** The oldest first: it is the one that opportunities go into where nobody names another. */
  Outcome<List<Pipeline>> list();

  Outcome<Pipeline> get(PipelineId id);

  /** What is wrong with a pipeline by itself, without doing anything. */
  List<Violation> problemsOf(PipelineTerms terms);

  /** Refused with {@code invalid} and {@code name-taken}. */
  Outcome<Pipeline> setUp(PipelineTerms terms);

  /**
   * Replaces name and stages; a stage is the same as before if its key is. Refused with {@code
   * invalid}, {@code name-taken}, and {@code stage-in-use} where a stage with opportunities would
   * vanish or be of another type.
   */
  Outcome<Pipeline> change(PipelineId id, PipelineTerms terms);

  /**
   * Brings all opportunities of a stage into another of the same type, and does away with the
   * first. Refused with {@code invalid}.
   */
  Outcome<Pipeline> merge(PipelineId id, String stage, String into);

  /** Refused with {@code pipeline-in-use}. */
  Outcome<Pipeline> delete(PipelineId id);
}
