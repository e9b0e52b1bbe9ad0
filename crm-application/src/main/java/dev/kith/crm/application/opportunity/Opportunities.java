package dev.kith.crm.application.opportunity;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with opportunities. Every intention is one transaction, checked against the
 * actor's permissions, written to the audit trail and announced as events; with an idempotency key
 * it happens once, with an expected version only on that version.
 *
 * <p>Each can be refused with {@code forbidden}, those on an opportunity also with {@code
 * not-found}, {@code stale-version} and {@code opportunity-deleted}, and whatever brings one into a
 * stage with {@code wip-limit}; what else is possible stands at the method.
 */
public interface Opportunities {

  /**
   * An opportunity as somebody wrote it down. Without an owner it belongs to nobody, unless the
   * actor can only see their own.
   *
   * @param pipeline null for the oldest
   * @param stage key of an open stage; null for the first
   * @param effectiveAt since when it has been there, as it was known before; null for now
   */
  record Create(
      OpportunityDraft draft,
      @Nullable UserId owner,
      @Nullable PipelineId pipeline,
      @Nullable String stage,
      @Nullable Instant effectiveAt) {
    public Create(
        OpportunityDraft draft,
        @Nullable UserId owner,
        @Nullable PipelineId pipeline,
        @Nullable String stage) {
      this(draft, owner, pipeline, stage, null);
    }

    public Create(OpportunityDraft draft) {
      this(draft, null, null, null);
    }
  }

  /**
   * Fields to change: a present text replaces the field, an empty one clears it; what is not named
   * stays.
   */
  record Edit(Map<OpportunityField, Optional<String>> fields) {
    public Edit {
      fields = ImmutableMap.copyOf(fields);
    }
  }

  /**
   * Where an opportunity is to go.
   *
   * @param pipeline null for the one that it is in
   * @param stage key of the stage
   * @param after the one in that stage below which it is put; null for no matter
   * @param before the one above which it is put; null for no matter. Without any of the two it
   *     comes to the top of another stage, and stays where it is in its own
   * @param effectiveAt from when the move counts; null for now
   * @param loss why it is lost, for stages of what is lost
   */
  record Move(
      @Nullable PipelineId pipeline,
      String stage,
      @Nullable OpportunityId after,
      @Nullable OpportunityId before,
      @Nullable Instant effectiveAt,
      @Nullable LossDraft loss) {
    public static Move to(String stage) {
      return new Move(null, stage, null, null, null, null);
    }

    public Move at(Instant moment) {
      return new Move(pipeline, stage, after, before, moment, loss);
    }

    public Move between(@Nullable OpportunityId above, @Nullable OpportunityId below) {
      return new Move(pipeline, stage, above, below, effectiveAt, loss);
    }

    public Move because(LossDraft why) {
      return new Move(pipeline, stage, after, before, effectiveAt, why);
    }

    public Move in(PipelineId other) {
      return new Move(other, stage, after, before, effectiveAt, loss);
    }
  }

  /**
   * Every problem that creating this opportunity would find in the draft itself; empty if it is
   * good. Nothing is done.
   */
  List<Violation> problemsOf(OpportunityDraft draft);

  /**
   * Refused with {@code invalid}, {@code unknown-account}, {@code unknown-stage}, {@code
   * invalid-transition}, {@code unknown-owner}, {@code opportunity-external-id-taken}. Needs {@code
   * opportunity:create}.
   */
  Outcome<Opportunity> create(Create command);

  /**
   * Refused with {@code invalid}, {@code unknown-account}, {@code opportunity-external-id-taken}.
   * Needs {@code opportunity:edit}, as do moving and what follows below it.
   */
  Outcome<Opportunity> edit(OpportunityId id, Edit command);

  /**
   * Gives the opportunity to a user, or to nobody. Refused with {@code unknown-owner} and {@code
   * invalid}. Needs {@code opportunity:assign}.
   */
  Outcome<Opportunity> assign(OpportunityId id, @Nullable UserId owner);

  /**
   * Gives the opportunity to somebody of a pool; where nobody can take it, it stays with whom it
   * is. Which it was, and why, is told by {@link dev.kith.crm.application.assignment.Assignments}.
   * Needs {@code opportunity:assign} and {@code assignment:view}. Refused with {@code not-found}
   * also for the pool, and {@code pool-inactive}.
   */
  Outcome<Opportunity> assignFrom(OpportunityId id, AssignmentPoolId pool);

  /** Refused with {@code invalid}. Needs {@code opportunity:edit}. */
  Outcome<Opportunity> note(OpportunityId id, @Nullable String text);

  /**
   * Refused with {@code unknown-stage}, {@code invalid-transition}, {@code opportunity-decided},
   * {@code board-stale}, and with {@code invalid} where the stage requires what is not known.
   */
  Outcome<Opportunity> move(OpportunityId id, Move move);

  /**
   * Takes the last move back, be it a decision or its reopening, as if it had not been made: for
   * ten minutes, by who made it, unless something else happened to the opportunity since. Refused
   * with {@code move-stands}, which says why. Needs {@code opportunity:edit}.
   */
  Outcome<Opportunity> undoMove(OpportunityId id);

  /**
   * Takes back the move that led to a version, as if it had not been made, whoever made it and
   * however long ago: for whoever undoes what a file has brought in. Refused with {@code
   * move-stands} if the opportunity has been moved since, or the stage before is no more. Needs
   * {@code opportunity:edit}.
   *
   * @param made the version of the opportunity right after the move
   */
  Outcome<Opportunity> takeBackMove(OpportunityId id, long made);

  /**
   * Moves it into the first stage of what is won, from this moment or now on. Refused as moves are.
   */
  Outcome<Opportunity> win(OpportunityId id, @Nullable Instant effectiveAt);

  /**
   * Moves it into the first stage of what is lost. A competitor that is named is one of its
   * competitors from now on. Refused as moves are.
   */
  Outcome<Opportunity> lose(OpportunityId id, LossDraft loss, @Nullable Instant effectiveAt);

  /**
   * Takes the decision back. To whom it was lost stays among its competitors.
   *
   * @param stage an open one; null for the one before the decision
   */
  Outcome<Opportunity> reopen(OpportunityId id, @Nullable String stage);

  /**
   * Into the bin. Needs {@code opportunity:delete}, as does restoring. A deleted opportunity stays
   * deleted, without an error.
   */
  Outcome<Opportunity> delete(OpportunityId id);

  Outcome<Opportunity> restore(OpportunityId id);
}
