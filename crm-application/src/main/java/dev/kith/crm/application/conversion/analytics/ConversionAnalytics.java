package dev.kith.crm.application.conversion.analytics;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.conversion.analytics.ConversionFigures.Hindrance;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lifecycle.Survival;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How leads become customers. Figures are of the live leads that the actor reaches with {@code
 * lead:view}, by when they were captured; what kept leads from being converted, by when that was.
 */
public interface ConversionAnalytics {

  /** So many groups are told at most, the largest. */
  int MOST_GROUPS = 50;

  enum GroupBy {
    SOURCE,
    CAMPAIGN,
    OWNER,
    RULE
  }

  enum Cohort {
    WEEK,
    MONTH
  }

  /**
   * @param from leads that were captured then or later; null from the beginning
   * @param before leads that were captured earlier than that; null up to now
   */
  record Question(
      GroupBy groupBy, Cohort cohort, @Nullable Instant from, @Nullable Instant before) {
    public static final Question USUAL = new Question(GroupBy.SOURCE, Cohort.MONTH, null, null);
  }

  /**
   * Leads and how they were converted.
   *
   * @param time from capture to conversion, by Kaplan and Meier: leads that were not converted
   *     count for as long as they were seen not to be
   */
  record Converting(long leads, long converted, Survival time) {

    /** From 0 to 1; null where there are no leads. */
    public @Nullable Double rate() {
      return leads == 0 ? null : (Double) ((double) converted / leads);
    }
  }

  /** What came of conversions: of their opportunities. */
  record Deals(long won, long open, long lost, long none) {
    public static final Deals NONE = new Deals(0, 0, 0, 0);

    /** Which part of those that are decided was won, from 0 to 1; null where none is. */
    public @Nullable Double precision() {
      return won + lost == 0 ? null : (Double) ((double) won / (won + lost));
    }
  }

  /**
   * @param key the source, the campaign, or the id of the owner or the rule; empty for leads
   *     without
   * @param name of the rule, as it is called now; null for others
   */
  record Group(String key, @Nullable String name, Converting converting, Deals deals) {}

  /**
   * @param begins the first day, UTC, of the week or month in which the leads were captured
   */
  record Captured(LocalDate begins, Converting converting) {}

  /**
   * @param rule as it is called now
   */
  record RuleResult(UUID id, String rule, long converted, Deals deals) {}

  /**
   * What became of the leads that a rule would have converted in shadow.
   *
   * @param rule as it is called now
   * @param leads all of them
   * @param dropped disqualified since
   * @param pending neither converted nor disqualified
   * @param deals of those that were converted since, by whomever
   */
  record Foresight(UUID id, String rule, long leads, long dropped, long pending, Deals deals) {

    /**
     * Which part of those that are decided was won, from 0 to 1; null where none is. Whoever was
     * disqualified should not have been converted.
     */
    public @Nullable Double precision() {
      long decided = deals.won() + deals.lost() + dropped;
      return decided == 0 ? null : (Double) ((double) deals.won() / decided);
    }
  }

  /**
   * How many leads have come so far, as they stand now; and why others went no further.
   *
   * @param captured all of them
   * @param taken those that are worked on, nurtured, qualified or converted
   * @param qualified those that are qualified or converted
   * @param recycled those that were put aside
   */
  record Funnel(
      long captured,
      long taken,
      long qualified,
      long converted,
      long recycled,
      List<Dropped> dropped) {
    public Funnel {
      dropped = ImmutableList.copyOf(dropped);
    }
  }

  /** Leads that were disqualified. */
  record Dropped(LeadStatus.Reason reason, long leads) {}

  /**
   * @param groups the largest first, at most {@value #MOST_GROUPS}
   * @param cohorts in the order of time
   * @param rules that converted leads, the most first
   * @param foresights of rules that would have converted leads in shadow, the most first
   * @param errors the most frequent first
   */
  record Report(
      Question question,
      Converting total,
      List<Group> groups,
      List<Captured> cohorts,
      List<RuleResult> rules,
      List<Foresight> foresights,
      Funnel funnel,
      List<Hindrance> errors) {
    public Report {
      groups = ImmutableList.copyOf(groups);
      cohorts = ImmutableList.copyOf(cohorts);
      rules = ImmutableList.copyOf(rules);
      foresights = ImmutableList.copyOf(foresights);
      errors = ImmutableList.copyOf(errors);
    }
  }

  /**
   * Refused with {@code forbidden}, also where what the question asks for is hidden from the actor,
   * and with {@code invalid} where the period ends before it begins.
   */
  Outcome<Report> of(Question question);

  /** What became of the leads that a rule would have converted in shadow; of no others. */
  Outcome<Optional<Foresight>> foresight(RuleId rule);
}
