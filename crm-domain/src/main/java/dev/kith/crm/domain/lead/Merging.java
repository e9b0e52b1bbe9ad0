package dev.kith.crm.domain.lead;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which leads become one.
 *
 * @param id of the merge, by which it can be undone
 * @param winner the lead that stays
 * @param losers those that become part of it
 */
public record Merging(UUID id, LeadId winner, List<LeadId> losers) {

  public Merging {
    losers = List.copyOf(losers);
  }

  Map<String, String> remarks() {
    return ImmutableMap.of(
        "merge",
        id.toString(),
        "winner",
        winner.toString(),
        "losers",
        losers.stream().map(LeadId::toString).collect(joining(" ")));
  }
}
