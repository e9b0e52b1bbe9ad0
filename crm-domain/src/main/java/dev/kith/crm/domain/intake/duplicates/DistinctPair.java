package dev.kith.crm.domain.intake.duplicates;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Map;

/**
 * Two leads that look alike and are not the same: somebody said so, and nobody is asked again,
 * whatever becomes of the leads. It can be taken back.
 *
 * @param first the one whose id comes first, so that a pair is the same either way round
 * @param by who told them apart
 * @param byName as it stood at that time
 */
public record DistinctPair(
    DistinctPairId id, LeadId first, LeadId second, UserId by, String byName, Instant at) {

  public DistinctPair {
    if (first.toString().compareTo(second.toString()) >= 0) {
      throw new IllegalArgumentException("not in order: " + first + ", " + second);
    }
  }

  /** The pair of these two, in either order. */
  public static DistinctPair of(
      DistinctPairId id, LeadId one, LeadId other, UserId by, String byName, Instant at) {
    return one.toString().compareTo(other.toString()) < 0
        ? new DistinctPair(id, one, other, by, byName, at)
        : new DistinctPair(id, other, one, by, byName, at);
  }

  public LeadId otherThan(LeadId lead) {
    return lead.equals(first) ? second : first;
  }

  public Subject subject() {
    return new Subject("distinct-pair", id.value());
  }

  /** For the audit trail. */
  public Map<String, String> facts() {
    return Map.of("first", first.toString(), "second", second.toString());
  }
}
