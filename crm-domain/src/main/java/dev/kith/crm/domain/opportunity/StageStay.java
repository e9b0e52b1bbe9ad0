package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.pipeline.PipelineId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which an opportunity was in one stage.
 *
 * @param from included
 * @param to not included; null while it is there
 */
public record StageStay(PipelineId pipeline, String stage, Instant from, @Nullable Instant to) {

  /** The stays of an opportunity, brought up to where it is now. */
  public static List<StageStay> extended(List<StageStay> stays, Opportunity now) {
    StageStay next = new StageStay(now.pipeline(), now.stage(), now.since(), null);
    if (stays.isEmpty()) {
      return List.of(next);
    }
    StageStay last = stays.getLast();
    if (last.equals(next)) {
      return stays;
    }
    return ImmutableList.<StageStay>builder()
        .addAll(stays.subList(0, stays.size() - 1))
        .add(new StageStay(last.pipeline, last.stage, last.from, next.from))
        .add(next)
        .build();
  }

  /** The stays without the last: the one before goes on. */
  public static List<StageStay> shortened(List<StageStay> stays) {
    StageStay before = stays.get(stays.size() - 2);
    return ImmutableList.<StageStay>builder()
        .addAll(stays.subList(0, stays.size() - 2))
        .add(new StageStay(before.pipeline, before.stage, before.from, null))
        .build();
  }
}
