package dev.kith.crm.application.funnel;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.funnel.PipelineAnalytics.Question;
import dev.kith.crm.application.funnel.PipelineAnalytics.Share;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageName;
import dev.kith.crm.domain.pipeline.Pipeline;
import java.util.List;

/**
 * Where opportunities are lost, and why.
 *
 * @param all reasons add up to it, and so do stages, competitors and cells
 * @param reasons the most frequent first
 * @param stages from which it was lost
 * @param competitors the most frequent first
 * @param cells by reason and key of the stage, in the order of both
 */
public record Leakage(
    Pipeline pipeline,
    Question question,
    Share all,
    List<Leak> reasons,
    List<StageLeak> stages,
    List<Leak> competitors,
    List<Cell> cells) {

  /** What a cause stands for. */
  public enum CauseKind {
    /** What it says. */
    NAMED,
    /** Nobody said any. */
    NONE,
    /** Many that are rare. */
    OTHERS,
    /** The actor may not see it. */
    HIDDEN
  }

  /**
   * A reason or a competitor.
   *
   * @param name empty unless it is named
   */
  public record Cause(CauseKind kind, String name) {}

  public record Leak(Cause cause, Share lost) {}

  public record StageLeak(StageName stage, Share lost) {}

  public record Cell(Cause reason, String stage, Share lost) {}

  public Leakage {
    reasons = ImmutableList.copyOf(reasons);
    stages = ImmutableList.copyOf(stages);
    competitors = ImmutableList.copyOf(competitors);
    cells = ImmutableList.copyOf(cells);
  }
}
