package dev.kith.crm.domain.pipeline;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;

/** What only pipelines refuse. */
public sealed interface PipelineRefusal extends Refusal {

  /**
   * There are opportunities in a stage that is to vanish, or to mean something else.
   *
   * @param count how many, those in the bin included
   */
  record StageInUse(String stage, long count) implements PipelineRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "stage-in-use";
    }

    @Override
    public String detail() {
      return told(count)
          + " in the stage "
          + stage
          + ", those in the bin included; merge it into another.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("stage", stage, "count", count);
    }
  }

  /**
   * There are opportunities in a pipeline that is to be thrown away.
   *
   * @param count how many, those in the bin included
   */
  record PipelineInUse(long count) implements PipelineRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "pipeline-in-use";
    }

    @Override
    public String detail() {
      return told(count) + " in this pipeline, those in the bin included.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("count", count);
    }
  }

  private static String told(long count) {
    return count == 1 ? "There is 1 opportunity" : "There are " + count + " opportunities";
  }
}
