package dev.kith.crm.application.conversion.analytics;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lifecycle.Survival.Stayed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts leads and what became of them, each by one statement. Figures are of live leads that are
 * visible by their owners.
 */
public interface ConversionFigures {

  /**
   * Which leads.
   *
   * @param from captured then or later; null from the beginning
   * @param before captured earlier than that; null up to now
   */
  record Slice(@Nullable Instant from, @Nullable Instant before, Visibility visible) {}

  /** What leads that are counted together have in common. */
  enum By {
    SOURCE,
    CAMPAIGN,
    /** The id of the owner. */
    OWNER,
    /** The id of the rule that converted them; only those that were converted. */
    RULE,
    /** The Monday, UTC, of the week in which they were captured, as a day since 1970. */
    WEEK,
    /** The month, UTC, in which they were captured, as months since the year 0. */
    MONTH
  }

  /** What came of the opportunities of conversions that hold. */
  enum Deal {
    /** One is won. */
    WON,
    /** None is won, and one is still open. */
    OPEN,
    /** All are lost. */
    LOST,
    /** There are none. */
    NONE
  }

  /** Conversions of one group, by what came of them. */
  record Result(String group, Deal deal, long conversions) {}

  /**
   * Leads that stand alike.
   *
   * @param reason of those that were disqualified
   */
  record Standing(LeadStatus.Name status, LeadStatus.@Nullable Reason reason, long leads) {}

  /** How often something kept leads from being converted. */
  record Hindrance(String code, long batches, long rules) {}

  /**
   * How long leads took from their capture to their conversion, by group; the empty one is of those
   * that have none. A lead that was not converted counts for as long as it was seen not to be: up
   * to now, or up to when it was disqualified.
   */
  Map<String, List<Stayed>> lengths(Slice slice, By by, Instant now);

  /**
   * What came of conversions: of the opportunity that was opened, or where none was, of those that
   * its account has got since.
   */
  List<Result> results(Slice slice, By by);

  /** What became of leads that a rule in shadow would have converted, by itself or by others. */
  enum Became {
    /** Converted, with an opportunity that is won. */
    WON,
    /** Converted; none is won, and one is still open. */
    OPEN,
    /** Converted; all are lost. */
    LOST,
    /** Converted; there are no opportunities. */
    NONE,
    /** Disqualified. */
    DROPPED,
    /** Neither yet. */
    PENDING
  }

  /** Leads of one rule, by what became of them. */
  record Foreseen(RuleId rule, Became became, long leads) {}

  /**
   * What became of the leads on which rules would have fired in shadow, in their present version;
   * of those that are in shadow, since they came there last. Each lead counts once for each rule.
   */
  List<Foreseen> foreseen(Slice slice);

  List<Standing> standings(Slice slice);

  /**
   * What kept leads from being converted: in batches that were no dry runs, failed and to be looked
   * at; and where the action {@code lead.convert} of a rule was refused.
   *
   * @param slice when that was, not when they were captured
   */
  List<Hindrance> errors(Slice slice);
}
