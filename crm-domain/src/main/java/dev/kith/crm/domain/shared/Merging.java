package dev.kith.crm.domain.shared;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which records of one kind become one.
 *
 * @param id of the merge, by which it can be undone
 * @param winner the record that stays
 * @param losers those that become part of it
 */
public record Merging(UUID id, UUID winner, List<UUID> losers) {

  public Merging {
    losers = List.copyOf(losers);
  }

  /** As the audit trail has them. */
  public Map<String, String> remarks() {
    return ImmutableMap.of(
        "merge",
        id.toString(),
        "winner",
        winner.toString(),
        "losers",
        losers.stream().map(UUID::toString).collect(joining(" ")));
  }
}
