package dev.kith.crm.application.scoring.card;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.scoring.ledger.FormulaTerms;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the scores by which leads are listed, beside the leads. Every lead has one from its first
 * moment on; whatever writes a lead has its score computed anew, soon after.
 */
public interface LeadScoreStore {

  /**
   * What is kept.
   *
   * @param fit null where it is not known yet, or there are no rules
   * @param fitKey of the {@linkplain Card#fitKey card} by which fit was made
   * @param fitSince since when fit has been the same
   * @param engagement as of when it was computed, from 0 to 100
   */
  record StoredScore(
      LeadId lead,
      @Nullable Integer fit,
      long fitKey,
      @Nullable Instant fitSince,
      double engagement,
      @Nullable Integer score,
      @Nullable Grade grade) {}

  /** Fit as it was from one moment on until before another. */
  record PastFit(Instant since, Instant until, int points) {}

  /** What fit has become. */
  record NewFit(StoredScore before, @Nullable Integer points) {}

  /** Has these scores computed anew, at a moment that may be past. */
  void markDue(Collection<LeadId> leads, Instant at);

  /** Scores that are due, the longest due first, held to the end of the run; others take others. */
  List<StoredScore> takeDue(Instant now, int limit);

  /** The earliest moment at which one is due; empty if none ever is. */
  Optional<Instant> nextDue();

  /** The scores of these leads, held to the end of the run. */
  List<StoredScore> lock(Collection<LeadId> leads);

  /**
   * Scores in the order of the ids of their leads, held to the end of the run.
   *
   * @param after only of leads behind this one; null from the beginning
   * @param pass only those that were not computed by this pass
   */
  List<StoredScore> lockAfter(@Nullable LeadId after, long pass, int limit);

  /**
   * Says how well leads fit now; what was known before is kept with the time in which it was true.
   *
   * @param key of the card by which that is
   */
  void saveFits(List<NewFit> fits, long key, Instant now);

  /**
   * Computes the scores of these leads from their parts, and when they are due again: by one
   * statement, whatever their number.
   *
   * @param pass by which it is done, a number of its own; null if it is no part of one
   */
  void combine(
      Collection<LeadId> leads, Card card, FormulaTerms terms, Instant now, @Nullable Long pass);

  /**
   * What was gone over at once.
   *
   * @param last the last lead of it
   * @param computed of how many leads the scores were computed
   */
  record Piece(LeadId last, int computed) {}

  /**
   * Computes scores anew where nothing but the formula has changed, in the order of the ids of
   * their leads. Passed over are those that are due, those whose fit is by another card, and those
   * that somebody is just writing; {@link #lockAfter} finds them.
   *
   * @param after only of leads behind this one; null from the beginning
   * @param pass by which it is done; what it has done already is passed over
   * @param limit how many leads are gone over at most
   * @return empty if there is no lead behind that one
   */
  Optional<Piece> combineAfter(
      @Nullable LeadId after, Card card, FormulaTerms terms, Instant now, long pass, int limit);

  Optional<StoredScore> find(LeadId lead);

  /** How well a lead fitted before it fitted as it does now, the earliest first. */
  List<PastFit> pastFits(LeadId lead);

  /** How many live leads have each score; those without one are not counted. */
  SortedMap<Integer, Long> distribution(Visibility visible);

  /** The latest live leads. */
  List<StoredScore> latest(int limit);

  /** How many live leads there are. */
  long live();
}
