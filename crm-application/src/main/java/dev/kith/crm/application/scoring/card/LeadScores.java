package dev.kith.crm.application.scoring.card;

import com.google.common.collect.ImmutableSortedMap;
import dev.kith.crm.application.scoring.ledger.Scores.Trend;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.scoring.card.Part;
import dev.kith.crm.domain.scoring.card.Parts;
import dev.kith.crm.domain.scoring.card.ScoreExplanation;
import dev.kith.crm.domain.scoring.card.ScoreOverride;
import dev.kith.crm.domain.scoring.card.Weights;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scores of leads: fit, engagement and prediction combined. What is answered here is computed
 * when it is asked for; lists have what was computed when something last changed, a few seconds
 * later at most, and of what merely fades a quarter of an hour. Where a role hides the score of
 * leads, all of this is refused with {@code forbidden}.
 */
public interface LeadScores {

  /** How far back the course of a score goes, in days. */
  int COURSE = 30;

  /** A trend compares with what the score was so long before. */
  Duration TREND = Duration.ofDays(7);

  /**
   * @param score 0 to 100; what somebody set by hand where that stands, else what was computed;
   *     null where nothing is known that weighs anything
   * @param computed what it is, or would be, without anybody's hand
   * @param shares how many points of the computed score each part gives; none of missing parts
   * @param before the score {@link #TREND} before
   * @param course the score of each of the last days, the latest last, ending at {@code asOf}
   * @param override what was set by hand, where it stands
   */
  record LeadScore(
      LeadId lead,
      Instant asOf,
      @Nullable Integer score,
      @Nullable Grade grade,
      @Nullable Integer computed,
      Parts parts,
      Weights weights,
      Map<Part, Double> shares,
      @Nullable Integer before,
      Trend trend,
      List<At> course,
      ScoreExplanation explanation,
      @Nullable ScoreOverride override) {
    public LeadScore {
      shares = ImmutableSortedMap.copyOf(shares);
      course = List.copyOf(course);
    }
  }

  /** A score of the past. */
  record At(Instant at, @Nullable Integer score) {}

  /** How many live leads that the actor sees have each score and grade. */
  record Distribution(Map<Integer, Long> byScore, Map<Grade, Long> byGrade, long scored) {
    public Distribution {
      byScore = ImmutableSortedMap.copyOf(byScore);
      byGrade = ImmutableSortedMap.copyOf(byGrade);
    }

    static Distribution of(Map<Integer, Long> byScore, Grade.Bounds bounds) {
      Map<Grade, Long> byGrade = new EnumMap<>(Grade.class);
      for (Grade grade : Grade.values()) {
        byGrade.put(grade, 0L);
      }
      byScore.forEach((score, count) -> byGrade.merge(bounds.of(score), count, Long::sum));
      return new Distribution(
          byScore, byGrade, byScore.values().stream().mapToLong(Long::longValue).sum());
    }

    /** In tens: how many have 0 to 9, 10 to 19 and so on; the last is 90 to 100. */
    public List<Long> inTens() {
      long[] tens = new long[10];
      byScore.forEach((score, count) -> tens[Math.min(9, score / 10)] += count);
      return Arrays.stream(tens).boxed().toList();
    }
  }

  /**
   * The score of a lead, and why it is so. Needs {@code lead:view} on it. Of the past it is made of
   * what had occurred by then, of fit as it was, and of what was set by hand then, by the weights
   * of now. Reasons that would tell a field which is hidden from the actor are told as one. Refused
   * with {@code invalid} if the moment lies ahead, {@code not-found}, {@code forbidden}.
   *
   * @param asOf null for now
   */
  Outcome<LeadScore> of(LeadId lead, @Nullable Instant asOf);

  /**
   * Sets a score by hand, in place of one that was set before. Needs {@code lead:edit} on the lead.
   * The lead's version stays as it is. Refused with {@code invalid}, {@code not-found}, {@code
   * forbidden}, {@code lead-deleted}.
   *
   * @param until when it ends by itself; null for never
   */
  Outcome<ScoreOverride> override(LeadId lead, int value, String reason, @Nullable Instant until);

  /** Everything that is wrong with a score to be set; empty if {@link #override} would take it. */
  List<Violation> problemsOf(int value, String reason, @Nullable Instant until);

  /** Ends what was set by hand; empty if nothing was. Needs and is refused as {@link #override}. */
  Outcome<Optional<ScoreOverride>> clearOverride(LeadId lead);

  /** Needs {@code lead:view}. */
  Outcome<Distribution> distribution();

  /**
   * Has all scores computed anew by a job, which goes on where it was if it is interrupted. Needs
   * {@code lead:administer} on all leads. It is never necessary.
   */
  Outcome<JobId> recalculate();
}
