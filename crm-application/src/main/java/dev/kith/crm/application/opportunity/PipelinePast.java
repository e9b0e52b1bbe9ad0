package dev.kith.crm.application.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.opportunity.PipelinePastReads.Which;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.opportunity.Waterfall;
import dev.kith.crm.domain.opportunity.Waterfall.Kind;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What pipelines were like. Each can be refused with {@code forbidden}, {@code not-found}, and with
 * {@code invalid} for moments that are yet to come or in the wrong order, a team that there is not,
 * and what is hidden from the actor. Opportunities that the actor does not see now are not seen at
 * any moment; those that lie in the bin now are, as long as they did not then.
 */
public interface PipelinePast {

  /**
   * Which opportunities are looked at, by what was known of them at the moment; null for no matter.
   */
  record Wanted(
      @Nullable UserId owner,
      @Nullable TeamId team,
      @Nullable LocalDate closeFrom,
      @Nullable LocalDate closeTo,
      @Nullable BigDecimal amountMin,
      @Nullable BigDecimal amountMax) {
    public static final Wanted ALL = new Wanted(null, null, null, null, null, null);

    Which of(@Nullable Set<UserId> owners) {
      return new Which(owners, closeFrom, closeTo, amountMin, amountMax);
    }
  }

  /**
   * The board as it was at a moment: which opportunities were in which stage, and what was known of
   * them; totals by the rates of that day. Stages that are no more are shown where something was in
   * them. Of each column the cards that were worth most.
   */
  Outcome<Board> board(PipelineId pipeline, Instant at, Wanted wanted, int cards);

  /**
   * What made the open opportunities of one moment into those of a later one.
   *
   * @param waterfall in each currency; null where amounts are hidden
   * @param opening in the currency of reports, by the rates of the first day; null where hidden
   * @param steps of the waterfall, with what they are in the currency of reports by the rates of
   *     the last day
   * @param exchange what other rates, and rounding, made of the difference; null where a total is
   */
  record Changes(
      Pipeline pipeline,
      Instant from,
      Instant to,
      Waterfall waterfall,
      @Nullable Total opening,
      List<Changed> steps,
      @Nullable Total closing,
      @Nullable Total exchange) {
    public Changes {
      steps = ImmutableList.copyOf(steps);
    }
  }

  /**
   * @param total null where amounts are hidden
   */
  record Changed(Kind kind, long count, @Nullable Total total) {}

  Outcome<Changes> waterfall(PipelineId pipeline, Instant from, Instant to, Wanted wanted);
}
