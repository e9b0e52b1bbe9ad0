package dev.kith.crm.domain.intake.duplicates;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Two leads, accounts or contacts that look alike and are not the same: somebody said so, and
 * nobody is asked again, whatever becomes of them. It can be taken back.
 *
 * @param kind of both; null in what was kept while only leads were told apart
 * @param first the one whose id comes first, so that a pair is the same either way round
 * @param by who told them apart
 * @param byName as it stood at that time
 */
public record DistinctPair(
    DistinctPairId id,
    MergeKind kind,
    UUID first,
    UUID second,
    UserId by,
    String byName,
    Instant at) {

  public DistinctPair {
    kind = Objects.requireNonNullElse(kind, MergeKind.LEAD);
    if (first.toString().compareTo(second.toString()) >= 0) {
      throw new IllegalArgumentException("not in order: " + first + ", " + second);
    }
  }

  /** The pair of these two, in either order. */
  public static DistinctPair of(
      DistinctPairId id,
      MergeKind kind,
      UUID one,
      UUID other,
      UserId by,
      String byName,
      Instant at) {
    return one.toString().compareTo(other.toString()) < 0
        ? new DistinctPair(id, kind, one, other, by, byName, at)
        : new DistinctPair(id, kind, other, one, by, byName, at);
  }

  /** The pair of these two leads, in either order. */
  public static DistinctPair of(
      DistinctPairId id, LeadId one, LeadId other, UserId by, String byName, Instant at) {
    return of(id, MergeKind.LEAD, one.value(), other.value(), by, byName, at);
  }

  public UUID otherThan(UUID record) {
    return record.equals(first) ? second : first;
  }

  public Subject subject() {
    return new Subject("distinct-pair", id.value());
  }

  /** For the audit trail, which tells by the names of what kind they are. */
  public Map<String, String> facts() {
    return kind == MergeKind.LEAD
        ? Map.of("first", first.toString(), "second", second.toString())
        : Map.of(kind.code(), first.toString(), "other-" + kind.code(), second.toString());
  }
}
