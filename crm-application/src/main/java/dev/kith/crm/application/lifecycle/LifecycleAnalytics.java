package dev.kith.crm.application.lifecycle;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.lifecycle.LifecycleReads.Passage;
import dev.kith.crm.domain.lifecycle.StageCategory;
import dev.kith.crm.domain.lifecycle.Survival;
import dev.kith.crm.domain.lifecycle.TimeInStage;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How accounts flow through the stages, and how long they stay. Figures are of the accounts that
 * the actor reaches with {@code account:view}, as they are now; what lies in the bin is not
 * counted.
 */
public interface LifecycleAnalytics {

  /**
   * Which stays.
   *
   * @param from those that began then or later; null from the beginning
   * @param before those that began earlier than that; null up to now
   */
  record Question(@Nullable Instant from, @Nullable Instant before) {
    public static final Question ALL = new Question(null, null);
  }

  /**
   * What became of the stays in a stage.
   *
   * @param name its key for a stage that is no longer there
   * @param category null for a stage that is no longer there
   * @param accounts how many have been in it
   * @param entered how often accounts came to it, one that came twice twice
   * @param here how many of these are there still
   * @param forward how many went on: to a stage further on, before the sale or active
   * @param back how many went to an earlier one, or to one that is no longer there
   * @param atRisk how many went to one at risk
   * @param ended how many went to one that ends it
   * @param time how long they stayed, or have stayed so far
   * @param inTime whether that was within the time that the lifecycle allows now; null where they
   *     may stay for as long as they like
   */
  record Figures(
      String stage,
      String name,
      @Nullable StageCategory category,
      long accounts,
      long entered,
      long here,
      long forward,
      long back,
      long atRisk,
      long ended,
      Survival time,
      @Nullable InTime inTime) {

    /** Which part of those that came has gone on so far, from 0 to 1; null if none came. */
    public @Nullable Double conversion() {
      return entered == 0 ? null : (Double) ((double) forward / entered);
    }
  }

  /**
   * How many stays kept to the time allowed. Those that last and are within it count for neither.
   *
   * @param within how many ended before it was up
   * @param over how many did not, or have lasted for longer so far
   */
  record InTime(TimeInStage allowed, long within, long over) {

    /** From 0 to 1; null if none has been decided. */
    public @Nullable Double share() {
      return within + over == 0 ? null : (Double) ((double) within / (within + over));
    }
  }

  /**
   * What was found.
   *
   * @param stages all of the lifecycle in their order, then those that are no longer there
   * @param passages how often accounts went from one stage to another, the most frequent first
   */
  record Report(Question question, List<Figures> stages, List<Passage> passages) {
    public Report {
      stages = ImmutableList.copyOf(stages);
      passages = ImmutableList.copyOf(passages);
    }
  }

  /**
   * Refused with {@code forbidden}, also where stages are hidden from the actor, and with {@code
   * invalid} where the period ends before it begins.
   */
  Outcome<Report> of(Question question);
}
