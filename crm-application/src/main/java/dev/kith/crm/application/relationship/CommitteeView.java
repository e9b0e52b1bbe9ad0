package dev.kith.crm.application.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.relationship.Coverage;
import java.util.List;

/**
 * Who is known to buy, against whom the stage needs.
 *
 * @param seats a seat for each role that the stage needs
 * @param coverage of what the reader sees
 */
public record CommitteeView(OpportunityView opportunity, List<Seat> seats, Coverage coverage) {

  public CommitteeView {
    seats = ImmutableList.copyOf(seats);
  }

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
