package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.opportunity.OpportunityReads.Tally;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Waterfall.Way;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what pipelines were like, from the stays of opportunities in stages and from what was known
 * of them, each by one statement. Who sees an opportunity now sees where it was; what is looked for
 * is compared with what was known then.
 */
public interface PipelinePastReads {

  /**
   * Which opportunities are looked at; null and empty for no matter.
   *
   * @param owners null for anybody's
   */
  record Which(
      @Nullable Set<UserId> owners,
      @Nullable LocalDate closeFrom,
      @Nullable LocalDate closeTo,
      @Nullable BigDecimal amountMin,
      @Nullable BigDecimal amountMax) {
    public static final Which ALL = new Which(null, null, null, null, null);
  }

  /** A card as it was. */
  record PastCard(
      OpportunityId id,
      String stage,
      Instant since,
      @Nullable Money amount,
      @Nullable LocalDate closeDate,
      @Nullable UserId owner) {}

  /** How many were in each stage at a moment, and what they added up to. */
  List<Tally> tallies(PipelineId pipeline, Instant at, Which which, Visibility visible);

  /** Which cards of a stage come first. */
  enum First {
    WORTH_MOST,
    /** Those that had come last. */
    LATEST
  }

  /** Of each stage the first. */
  List<PastCard> cards(
      PipelineId pipeline,
      Instant at,
      Which which,
      Visibility visible,
      First first,
      int limitOfEach);

  /** How opportunities went from one moment to a later one, those together that went alike. */
  List<Way> ways(PipelineId pipeline, Instant from, Instant to, Which which, Visibility visible);

  /** The stages that the pipeline had once and has no more, as they were last. */
  List<Stage> formerStages(PipelineId pipeline);
}
