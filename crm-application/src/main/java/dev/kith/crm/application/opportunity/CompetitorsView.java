package dev.kith.crm.application.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Threat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who bids for the same opportunity, as people read it.
 *
 * @param version of the opportunity
 * @param isHidden whether they are hidden from the reader; there are none to be seen then
 */
public record CompetitorsView(
    OpportunityId opportunity, long version, boolean isHidden, List<Entry> competitors) {

  /**
   * @param active whether it can be newly named
   * @param gotIt whether the opportunity is lost to it
   */
  public record Entry(
      CompetitorId competitor,
      String name,
      boolean active,
      @Nullable Threat threat,
      @Nullable String note,
      boolean gotIt) {}

  public CompetitorsView {
    competitors = ImmutableList.copyOf(competitors);
  }
}
