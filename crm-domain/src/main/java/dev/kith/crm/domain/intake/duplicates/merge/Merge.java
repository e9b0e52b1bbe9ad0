package dev.kith.crm.domain.intake.duplicates.merge;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.Merging;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several leads that became one.
 *
 * <p>One lead, the winner, takes the others in: they become tombstones that name it, and what is
 * attached to them moves over. The merge is the journal of that: which of the winner's fields
 * changed, and what moved. With it the merge can be undone, once: the others come back as they
 * were, and the winner gets back each field that nobody edited since.
 *
 * @param taken the winner's fields that the merge changed
 * @param moved what was attached to the others
 * @param by who merged them; nobody else owns a merge
 * @param byName as it stood at that time
 */
public record Merge(
    MergeId id,
    Revision revision,
    LeadId winner,
    List<LeadId> losers,
    List<Taken> taken,
    List<Moved> moved,
    UserId by,
    String byName,
    MergeStatus status)
    implements Aggregate {

  /** A field of the winner before and after. */
  public record Taken(String field, @Nullable String before, @Nullable String after, LeadId from) {}

  /** What a feature moved from one of the losers to the winner. */
  public record Moved(String what, LeadId from, List<UUID> things) {
    public Moved {
      things = List.copyOf(things);
    }
  }

  public Merge {
    losers = List.copyOf(losers);
    taken = List.copyOf(taken);
    moved = List.copyOf(moved);
  }

  public static Change<Merge> of(
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

  /** For the audit trail; the values themselves stand in the entries of the leads. */
  public Map<String, String> facts() {
    return ImmutableMap.of(
        "winner",
        winner.toString(),
        "losers",
        losers.stream().map(LeadId::toString).collect(Collectors.joining(" ")),
        "status",
        status.name().name());
  }
}
