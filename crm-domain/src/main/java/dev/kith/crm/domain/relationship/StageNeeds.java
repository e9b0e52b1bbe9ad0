package dev.kith.crm.domain.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.pipeline.PipelineId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which roles should be filled while an opportunity is in a stage.
 *
 * @param pipeline of the stage; null for all pipelines with a stage of this key that have no needs
 *     of their own for it
 * @param stage its key
 * @param roles keys of the roles
 */
public record StageNeeds(@Nullable PipelineId pipeline, String stage, List<String> roles) {

  public StageNeeds {
    roles = ImmutableList.copyOf(roles);
  }
}
