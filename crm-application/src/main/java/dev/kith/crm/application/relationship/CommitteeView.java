package dev.kith.crm.application.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.relationship.Coverage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is known to buy, against whom the stage needs.
 *
 * @param at where the opportunity was then
 * @param asOf the moment that was asked for; null for now
 * @param seats a seat for each role that the stage needs
 * @param coverage of what the reader sees
 */
public record CommitteeView(
    OpportunityView opportunity,
    Place at,
    @Nullable Instant asOf,
    List<Seat> seats,
    Coverage coverage) {

  public CommitteeView {
    seats = ImmutableList.copyOf(seats);
  }

  /**
   * @param stage its key
   * @param stageName as it is called now; its key, where there is no such stage any more
   */
  public record Place(PipelineId pipeline, String stage, String stageName) {}

  /**
   * @param role its key
   * @param name of the role, for people
   * @param held by whom; empty if it is missing
   */
  public record Seat(String role, String name, List<RelationshipView> held) {
    public Seat {
      held = ImmutableList.copyOf(held);
    }
  }

  /** The names of the roles that are missing. */
  public List<String> missing() {
    return seats.stream().filter(seat -> seat.held().isEmpty()).map(Seat::name).toList();
  }
}
