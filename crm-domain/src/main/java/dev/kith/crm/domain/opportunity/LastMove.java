package dev.kith.crm.domain.opportunity;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.MoveStands;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.MoveStands.Reason;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the last move of an opportunity led away from. Whoever made it can take it back for a while,
 * as long as nothing else has happened to the opportunity: it is then where it was, since when it
 * was there, as if it had not been moved.
 *
 * @param version of the opportunity right after the move
 * @param by who moved it
 * @param at when they did so, whatever moment the move counts from
 * @param stage key of the stage in which it was
 * @param since when it had come there
 * @param rank where it stood
 */
public record LastMove(
    OpportunityId opportunity,
    long version,
    UserId by,
    Instant at,
    PipelineId pipeline,
    String stage,
    Instant since,
    OpportunityStatus status,
    Rank rank) {

  /** For so long a move can be taken back. */
  public static final Duration TIME_TO_UNDO = Duration.ofMinutes(10);

  public LastMove {
    at = at.truncatedTo(ChronoUnit.MICROS);
    since = since.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * @param rank where the opportunity stood before
   */
  public static LastMove of(Opportunity before, Rank rank, Opportunity after, UserId by) {
    return new LastMove(
        before.id(),
        after.revision().version(),
        by,
        after.revision().updatedAt(),
        before.pipeline(),
        before.stage(),
        before.since(),
        before.status(),
        rank);
  }

  /**
   * Takes the last move of an opportunity back. Refused with {@code move-stands}, which says why.
   *
   * @param last null where none is known
   * @param there the pipeline that it was in before; null if it is no more
   */
  public static Outcome<Change<Opportunity>> undo(
      Opportunity opportunity,
      @Nullable LastMove last,
      @Nullable Pipeline there,
      UserId by,
      Instant now) {
    if (opportunity.revision().isDeleted()) {
      return Outcome.refused(new OpportunityRefusal.OpportunityDeleted(opportunity.id().value()));
    }
    return last == null
        ? Outcome.refused(new MoveStands(opportunity.id().value(), Reason.NOT_MOVED))
        : last.whyNot(opportunity, there, by, now)
            .<Outcome<Change<Opportunity>>>map(
                reason -> Outcome.refused(new MoveStands(opportunity.id().value(), reason)))
            .orElseGet(() -> Outcome.done(last.takenBack(opportunity, now)));
  }

  /**
   * Takes back the move that led to a version, whoever made it and however long ago, unless the
   * opportunity has been moved since. Refused with {@code move-stands}, which says why.
   *
   * @param last null where none is known
   * @param made of the opportunity right after that move
   * @param there the pipeline that it was in before; null if it is no more
   */
  public static Outcome<Change<Opportunity>> takeBack(
      Opportunity opportunity,
      @Nullable LastMove last,
      long made,
      @Nullable Pipeline there,
      Instant now) {
    if (opportunity.revision().isDeleted()) {
      return Outcome.refused(new OpportunityRefusal.OpportunityDeleted(opportunity.id().value()));
    }
    Reason reason =
        last == null
            ? Reason.NOT_MOVED
            : last.version != made
                ? Reason.CHANGED_SINCE
                : last.isThere(there) ? null : Reason.STAGE_GONE;
    return reason == null && last != null
        ? Outcome.done(last.takenBack(opportunity, now))
        : Outcome.refused(
            new MoveStands(
                opportunity.id().value(), Objects.requireNonNullElse(reason, Reason.NOT_MOVED)));
  }

  /** Why it cannot be taken back; empty if it can. */
  public Optional<Reason> whyNot(
      Opportunity opportunity, @Nullable Pipeline there, UserId asking, Instant now) {
    if (!by.equals(asking)) {
      return Optional.of(Reason.MOVED_BY_OTHERS);
    }
    if (opportunity.revision().version() != version) {
      return Optional.of(Reason.CHANGED_SINCE);
    }
    if (!now.isBefore(at.plus(TIME_TO_UNDO))) {
      return Optional.of(Reason.TOO_LATE);
    }
    return isThere(there) ? Optional.empty() : Optional.of(Reason.STAGE_GONE);
  }

  /** A stage that has been put up anew under the same key can mean something else. */
  private boolean isThere(@Nullable Pipeline there) {
    return there != null
        && there.stage(stage).filter(s -> s.type().name().equals(status.name())).isPresent();
  }

  private Change<Opportunity> takenBack(Opportunity opportunity, Instant now) {
    return Change.of(
        new Opportunity(
            opportunity.id(),
            opportunity.revision().next(now),
            opportunity.content(),
            opportunity.owner(),
            pipeline,
            stage,
            since,
            status),
        new OpportunityEvent.MoveUndone(
            opportunity.id(), opportunity.pipeline(), opportunity.stage(), pipeline, stage));
  }
}
