package dev.kith.crm.application.funnel;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.funnel.Worth.Part;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts opportunities and their stays, each by one statement. What lies in the bin is not counted,
 * nor is what is not visible; owners and amounts are those of today. Groups come in any order,
 * those of nothing not at all.
 */
public interface FunnelReads {

  /** From this number on, nobody asks how often a close date was pushed out. */
  int MANY_PUSHES = 4;

  /**
   * Which part of the past of a pipeline.
   *
   * @param from only what happened then or later; null from the beginning
   * @param before only what happened earlier than that; null up to now
   */
  record Slice(
      PipelineId pipeline, @Nullable Instant from, @Nullable Instant before, Visibility visible) {}

  /**
   * Where something went from a stage.
   *
   * @param to key of the next stage in the same pipeline; null where it went elsewhere, or lasts
   * @param lasts whether it is there still
   */
  record Passage(String stage, @Nullable String to, boolean lasts) {}

  record CountedPassage(Passage passage, long stays) {}

  /** How often opportunities that came to a stage in the time went on from it, and where. */
  List<CountedPassage> passages(Slice slice);

  record Entered(Passage passage, Part part) {}

  /**
   * The opportunities that came to a stage in the time, each once for each stage: how the last of
   * these stays ended.
   */
  List<Entered> entered(Slice slice);

  /**
   * Opportunities of an owner and a currency that were decided.
   *
   * @param duration from their first stage until the decision, together, in whole seconds
   */
  record Decided(@Nullable UserId owner, boolean won, Part part, Duration duration) {}

  /** What was decided in the time, and still is. */
  List<Decided> decided(Slice slice);

  record Held(@Nullable UserId owner, long opportunities) {}

  /**
   * What was in one of the stages at a moment; the times of the slice do not matter.
   *
   * @param stages keys
   */
  List<Held> heldAt(Slice slice, Instant at, Set<String> stages);

  /**
   * Stays that ended, from a full hour to a full hour.
   *
   * @param from since 1970
   * @param to since 1970
   */
  record StayHours(String stage, long from, long to, long stays) {}

  /**
   * The stays of what was won in the time, those that ended, streamed.
   *
   * @param stages keys of those that matter
   */
  void eachStayOfWon(Slice slice, Set<String> stages, Consumer<StayHours> consumer);

  /**
   * Open opportunities that came to where they are in the same hour.
   *
   * @param since full hours since 1970
   */
  record Since(String stage, long since, long opportunities) {}

  /** What is open now; the times of the slice do not matter. */
  List<Since> open(Slice slice);

  /**
   * An open opportunity.
   *
   * @param due when it has been in its stage for as long as is allowed, in seconds since 1970, cut
   */
  record Due(OpportunityId id, long due) {}

  /**
   * Open opportunities in these stages, those that are due first in front, of equals by id; the
   * times of the slice do not matter.
   *
   * @param allowed for how many seconds they may be in which stage
   * @param until only those that are due by then, in seconds since 1970; null for all
   * @param after behind this one; null from the beginning
   */
  List<Due> due(
      Slice slice, Map<String, Long> allowed, @Nullable Long until, @Nullable Due after, int limit);

  record InStage(String stage, Part part) {}

  /** All that {@link #due} would list until then, by stage and currency. */
  List<InStage> allDue(Slice slice, Map<String, Long> allowed, long until);

  /**
   * How often an owner's close dates were pushed out.
   *
   * @param opportunities how many of them
   * @param days by how many, together
   */
  record Pushed(@Nullable UserId owner, long opportunities, long pushes, long days) {}

  /**
   * How often a close date gave way to a later one in the time, while the opportunity was open. An
   * opportunity without a close date for a while is held against the last that it had.
   */
  List<Pushed> pushed(Slice slice);

  /**
   * What was decided in the time, by how often it had been pushed out before.
   *
   * @param pushes {@value #MANY_PUSHES} for so many or more
   */
  record DecidedAfter(int pushes, boolean won, long opportunities) {}

  List<DecidedAfter> decidedByPushes(Slice slice);

  /**
   * Opportunities that are lost.
   *
   * @param stage key of the stage from which
   */
  record Lost(String reason, @Nullable String competitor, String stage, Part part) {}

  /** What was lost in the time, and still is. */
  List<Lost> lost(Slice slice);

  /**
   * Opportunities of a competitor and a currency that were decided.
   *
   * @param name what the competitor is called
   * @param gotIt whether they are lost to it
   */
  record Contested(CompetitorId competitor, String name, boolean won, boolean gotIt, Part part) {}

  /**
   * What was decided in the time, and still is, once for each competitor that bid: whoever was
   * written down, and to whom it is lost.
   */
  List<Contested> contested(Slice slice);
}
