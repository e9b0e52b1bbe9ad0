package dev.kith.crm.application.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the roles of contacts have to do with winning. Needs {@code opportunity:view}. */
public interface RoleAnalytics {

  /** The role without which nobody can buy, where nothing else is asked. */
  String ECONOMIC_BUYER = "ECONOMIC_BUYER";

  /**
   * @param from only of what was decided then or later; null from the beginning
   * @param before only of what was decided earlier; null up to now
   * @param role without which open opportunities are listed
   */
  record Question(@Nullable Instant from, @Nullable Instant before, String role) {
    public static final Question ALL = new Question(null, null, ECONOMIC_BUYER);
  }

  /**
   * Opportunities that were decided while somebody had a role, and while nobody had.
   *
   * @param name of the role, for people
   */
  record RoleRate(
      String role, String name, long wonWith, long lostWith, long wonWithout, long lostWithout) {

    /** From 0 to 1; null where nothing was decided so. */
    public @Nullable Double with() {
      return rate(wonWith, lostWith);
    }

    /** From 0 to 1; null where nothing was decided so. */
    public @Nullable Double without() {
      return rate(wonWithout, lostWithout);
    }
  }

  static @Nullable Double rate(long won, long lost) {
    return won + lost == 0 ? null : (double) won / (won + lost);
  }

  /**
   * A role that a stage needs.
   *
   * @param name of the role, for people
   * @param missing in how many open opportunities nobody has it
   */
  record Need(String role, String name, long missing) {}

  /**
   * The open opportunities of a stage.
   *
   * @param needs the roles that the stage needs
   * @param singleThreaded how many hang on one person, or not even on one
   */
  record StageCoverage(
      PipelineId pipeline,
      String pipelineName,
      String stage,
      String stageName,
      long opportunities,
      List<Need> needs,
      long singleThreaded) {

    public StageCoverage {
      needs = ImmutableList.copyOf(needs);
    }

    /** Which part of the needed roles is filled, from 0 to 1; null where none is needed. */
    public @Nullable Double coverage() {
      long seats = opportunities * needs.size();
      return seats == 0
          ? null
          : (double) (seats - needs.stream().mapToLong(Need::missing).sum()) / seats;
    }
  }

  /**
   * @param won how many were won in all
   * @param lost how many were lost in all
   * @param roles in the order of the catalogue; those that nobody had are missing
   * @param stages open ones, in their order; those without opportunities are missing
   * @param roleName of the role that was asked for, for people
   * @param without how many open opportunities have nobody in that role
   * @param first those of them that have been there the longest
   */
  record Report(
      Question question,
      long won,
      long lost,
      List<RoleRate> roles,
      List<StageCoverage> stages,
      String roleName,
      long without,
      List<OpportunityView> first) {

    public Report {
      roles = ImmutableList.copyOf(roles);
      stages = ImmutableList.copyOf(stages);
      first = ImmutableList.copyOf(first);
    }
  }

  /**
   * Of opportunities and contacts that the actor sees. Refused with {@code forbidden}, and {@code
   * invalid} where it ends before it begins.
   */
  Outcome<Report> of(Question question);
}
