package dev.kith.crm.application.funnel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.funnel.StayNorms.Norm;
import dev.kith.crm.domain.funnel.Velocity;
import dev.kith.crm.domain.funnel.Worth;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a pipeline. They are of the opportunities that the actor reaches with {@code
 * opportunity:view} and that do not lie in the bin, by their owners and amounts of today; sums are
 * by the rates of today, and null where amounts are hidden from the actor.
 *
 * <p>Each can be refused with {@code forbidden}, {@code not-found}, and {@code invalid}: for a time
 * that ends before it begins, a team or a currency that there is not, and owners that are hidden.
 */
public interface PipelineAnalytics {

  /** The order of {@link #ageing} and {@link #stuck}, to which their cursors belong. */
  List<SortKey> BY_DUE = List.of(new SortKey("due", false));

  /**
   * Of what.
   *
   * @param from only what happened then or later; null from the beginning
   * @param before only what happened earlier than that; null up to now
   * @param owner only what belongs to this user; null for anybody's
   * @param team only what belongs to its active members; null for no matter
   * @param currency code of the one in which sums are told; null for that of reports
   */
  record Question(
      @Nullable Instant from,
      @Nullable Instant before,
      @Nullable UserId owner,
      @Nullable TeamId team,
      @Nullable String currency) {
    public static final Question ALL = new Question(null, null, null, null, null);
  }

  /**
   * A stage of the pipeline, or one that it has no more.
   *
   * @param name its key where nothing else is known of it
   * @param type null where nothing is known of it
   */
  record StageName(String key, String name, @Nullable StageType type, boolean isFormer) {}

  /**
   * Some opportunities.
   *
   * @param worth null where amounts are hidden
   */
  record Share(long count, @Nullable Worth worth) {}

  // Funnel.

  /**
   * The opportunities that came to a stage in the time, each once; where one came again, its last
   * stay counts.
   *
   * @param entered all of them: the others add up to it
   * @param here those that are there still
   * @param forward those that went to a stage further on, or were won
   * @param back those that went to an earlier one, or were reopened
   * @param lost those that were lost
   * @param elsewhere those that went to another pipeline, or to a stage of which nothing is known
   */
  record StageFlow(
      StageName stage,
      Share entered,
      Share here,
      Share forward,
      Share back,
      Share lost,
      Share elsewhere) {

    /** Which part went on so far, from 0 to 1; null if none came. */
    public @Nullable Double conversion() {
      return part(forward.count(), entered.count());
    }

    /** Which part was lost from here so far, from 0 to 1; null if none came. */
    public @Nullable Double dropOff() {
      return part(lost.count(), entered.count());
    }
  }

  /** Null for a part of nothing. */
  static @Nullable Double part(long some, long all) {
    return all == 0 ? null : (Double) ((double) some / all);
  }

  /**
   * @param stages in their order, then those that are no more and to which something came
   */
  record Funnel(Pipeline pipeline, Question question, List<StageFlow> stages) {
    public Funnel {
      stages = ImmutableList.copyOf(stages);
    }
  }

  Outcome<Funnel> funnel(PipelineId pipeline, Question question);

  // Conversion matrix.

  /**
   * What became of the stays in a stage that began in the time.
   *
   * @param stays all of them: the others add up to it
   * @param to how many were followed by one in which stage, by key
   * @param here how many last
   * @param elsewhere how many were followed by one in another pipeline
   */
  record Row(StageName from, long stays, Map<String, Long> to, long here, long elsewhere) {
    public Row {
      to = ImmutableMap.copyOf(to);
    }
  }

  /**
   * @param stages the columns: those of the pipeline, then those that are no more
   * @param rows one for each of them
   */
  record Matrix(Pipeline pipeline, Question question, List<StageName> stages, List<Row> rows) {
    public Matrix {
      stages = ImmutableList.copyOf(stages);
      rows = ImmutableList.copyOf(rows);
    }
  }

  Outcome<Matrix> matrix(PipelineId pipeline, Question question);

  // Velocity.

  /**
   * @param owner null for what belongs to nobody
   * @param name null for nobody, and for owners whom only the embedding application knows
   */
  record OwnerVelocity(@Nullable UserId owner, @Nullable String name, Velocity velocity) {}

  /**
   * @param all of what was open at the end of the time, and decided in it
   * @param owners the fastest first; empty where owners are hidden
   */
  record Speed(Pipeline pipeline, Question question, Velocity all, List<OwnerVelocity> owners) {
    public Speed {
      owners = ImmutableList.copyOf(owners);
    }
  }

  Outcome<Speed> velocity(PipelineId pipeline, Question question);

  // Ageing, and what is stuck.

  /** Which page of a list. */
  record Paging(@Nullable Cursor after, int limit) {}

  /**
   * An open opportunity, and how long it has been where it is.
   *
   * @param age by the clock
   * @param businessAge in the hours of the default calendar
   * @param percentile how many percent of what was won stayed as long in this stage or shorter;
   *     null without a norm
   * @param isRotten whether its stage says that it should be looked after
   * @param isBeyondNorm whether nine of ten that were won had left by then
   */
  record Aged(
      OpportunityView opportunity,
      Duration age,
      Duration businessAge,
      @Nullable Integer percentile,
      boolean isRotten,
      boolean isBeyondNorm) {}

  /**
   * The open opportunities of a stage by what is usual in it. Without a norm none is counted but in
   * all.
   *
   * @param open all of them
   * @param toMedian as long there as the faster half of what was won
   * @param toThreeQuarters longer, and as long as three of four
   * @param toNinetieth longer, and as long as nine of ten
   * @param beyond longer
   */
  record StageAges(
      StageName stage,
      Norm norm,
      long open,
      long toMedian,
      long toThreeQuarters,
      long toNinetieth,
      long beyond) {}

  /**
   * @param calendar name of the default calendar
   * @param stages the open ones
   * @param opportunities all that are open, those that are furthest beyond nine of ten first
   */
  record Ageing(
      Pipeline pipeline,
      Question question,
      String calendar,
      List<StageAges> stages,
      Page<Aged> opportunities) {
    public Ageing {
      stages = ImmutableList.copyOf(stages);
    }
  }

  /**
   * How long open opportunities have been in their stages, beside what was won in the time. The
   * owner and the team choose the open ones; the norm is of all that the actor sees.
   */
  Outcome<Ageing> ageing(PipelineId pipeline, Question question, Paging paging);

  /**
   * @param allowed how long something may be in it; null for ever
   * @param ninetieth of what was won; null without a norm
   */
  record StageStuck(
      StageName stage,
      @Nullable Duration allowed,
      @Nullable Integer rotDays,
      @Nullable Duration ninetieth,
      Share stuck) {}

  /**
   * @param stages the open ones
   * @param opportunities those that are furthest beyond what is allowed first
   */
  record Stuck(
      Pipeline pipeline,
      Question question,
      String calendar,
      Share all,
      List<StageStuck> stages,
      Page<Aged> opportunities) {
    public Stuck {
      stages = ImmutableList.copyOf(stages);
    }
  }

  /**
   * The open opportunities that have been in their stage for longer than its days to rot, or than
   * nine of ten of what was won in the time; whichever is shorter.
   */
  Outcome<Stuck> stuck(PipelineId pipeline, Question question, Paging paging);

  // Pushes.

  /**
   * @param name null for nobody, and for owners whom only the embedding application knows
   */
  record OwnerPushes(
      @Nullable UserId owner, @Nullable String name, long opportunities, long pushes, long days) {}

  /**
   * @param pushes {@value FunnelReads#MANY_PUSHES} for so many or more
   */
  record PushRate(int pushes, long won, long lost) {

    /** From 0 to 1; null where nothing was decided so. */
    public @Nullable Double winRate() {
      return part(won, won + lost);
    }
  }

  /**
   * @param opportunities how many were pushed out
   * @param days by how many, together
   * @param owners those who pushed most first; empty where owners are hidden
   * @param rates of what was decided in the time, by how often it had been pushed out
   */
  record Pushes(
      Pipeline pipeline,
      Question question,
      long opportunities,
      long pushes,
      long days,
      List<OwnerPushes> owners,
      List<PushRate> rates) {
    public Pushes {
      owners = ImmutableList.copyOf(owners);
      rates = ImmutableList.copyOf(rates);
    }
  }

  /** Refused with {@code forbidden} too where close dates are hidden. */
  Outcome<Pushes> pushes(PipelineId pipeline, Question question);

  // Leakage.

  Outcome<Leakage> leakage(PipelineId pipeline, Question question);

  // Competition.

  /**
   * @param name what the competitor is called
   * @param won in spite of it
   * @param lost to whomever
   * @param lostToIt those of the lost that it got
   */
  record Contest(CompetitorId competitor, String name, Share won, Share lost, Share lostToIt) {

    /** From 0 to 1. */
    public @Nullable Double winRate() {
      return part(won.count(), won.count() + lost.count());
    }
  }

  /**
   * @param won all that was won in the time, whoever bid
   * @param lost all that was lost in the time
   * @param contests by competitor, those that were met most often first; one opportunity stands in
   *     as many as bid for it
   */
  record Competition(
      Pipeline pipeline, Question question, Share won, Share lost, List<Contest> contests) {
    public Competition {
      contests = ImmutableList.copyOf(contests);
    }

    /** Of all, from 0 to 1; null where nothing was decided. */
    public @Nullable Double winRate() {
      return part(won.count(), won.count() + lost.count());
    }
  }

  /** Refused with {@code forbidden} too where competitors are hidden. */
  Outcome<Competition> competition(PipelineId pipeline, Question question);

  // Stays of one opportunity.

  /**
   * @param age until it left, or until now
   * @param businessAge the same in the hours of the default calendar
   */
  record TimedStay(StageStay stay, Duration age, Duration businessAge) {}

  /** How long stays lasted. */
  List<TimedStay> timed(List<StageStay> stays);
}
