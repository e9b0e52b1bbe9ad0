package dev.kith.crm.domain.intake.duplicates.merge;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several records that became one: leads, accounts or contacts.
 *
 * <p>One of them, the winner, takes the others in: they become tombstones that name it, and what is
 * attached to them moves over. The merge is the journal of that: which of the winner's fields
 * changed, and what moved. With it the merge can be undone, once: the others come back as they
 * were, and the winner gets back each field that nobody edited since.
 *
 * @param kind null in what was kept while only leads were merged
 * @param taken the winner's fields that the merge changed
 * @param moved what was attached to the others
 * @param by who merged them; nobody else owns a merge
 * @param byName as it stood at that time
 */
public record Merge(
    MergeId id,
    Revision revision,
    MergeKind kind,
    UUID winner,
    List<UUID> losers,
    List<Taken> taken,
    List<Moved> moved,
    UserId by,
    String byName,
    MergeStatus status)
    implements Aggregate {

  /** A field of the winner before and after. */
  public record Taken(String field, @Nullable String before, @Nullable String after, UUID from) {}

  /** What a feature moved from one of the losers to the winner. */
  public record Moved(String what, UUID from, List<UUID> things) {
    public Moved {
      things = List.copyOf(things);
    }
  }

  public Merge {
    kind = Objects.requireNonNullElse(kind, MergeKind.LEAD);
    losers = List.copyOf(losers);
    taken = List.copyOf(taken);
    moved = List.copyOf(moved);
  }

  public static Change<Merge> of(
      MergeKind kind,
      Merging merging,
      List<Taken> taken,
      List<Moved> moved,
      UserId by,
      String byName,
      Instant now) {
    Revision first = Revision.first(now);
    return Change.of(
        new Merge(
            new MergeId(merging.id()),
            first,
            kind,
            merging.winner(),
            merging.losers(),
            taken,
            moved,
            by,
            byName,
            new MergeStatus.Done(first.createdAt())));
  }

  /**
   * @param kept the fields that somebody edited since
   */
  public Outcome<Change<Merge>> undo(List<String> kept, Instant now) {
    Revision next = revision.next(now);
    return status instanceof MergeStatus.Undone
        ? Outcome.refused(new MergeRefusal.AlreadyUndone(id.value()))
        : Outcome.done(
            Change.of(
                new Merge(
                    id,
                    next,
                    kind,
                    winner,
                    losers,
                    taken,
                    moved,
                    by,
                    byName,
                    new MergeStatus.Undone(next.updatedAt(), kept))));
  }

  public Merging merging() {
    return new Merging(id.value(), winner, losers);
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(MergeId id) {
    return new Subject("merge", id.value());
  }

  /**
   * For the audit trail, which tells by the names of what kind they are; the values themselves
   * stand in the entries of the records.
   */
  public Map<String, String> facts() {
    boolean leads = kind == MergeKind.LEAD;
    return ImmutableMap.of(
        leads ? "winner" : kind.code(),
        winner.toString(),
        leads ? "losers" : kind.code() + "s",
        losers.stream().map(UUID::toString).collect(Collectors.joining(" ")),
        "status",
        status.name().name());
  }
}
