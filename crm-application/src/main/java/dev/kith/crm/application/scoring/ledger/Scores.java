package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import dev.kith.crm.domain.scoring.ledger.Threshold;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engagement scores of leads. A score is not kept: it is made of the ledger when it is asked
 * for. Where a role hides the score of leads, all of this is refused with {@code forbidden}.
 */
public interface Scores {

  /** A trend compares with what the score was so long before. */
  Duration TREND = Duration.ofDays(7);

  int MOST_CHECKED = 1_000;

  /** How a score has changed within {@link #TREND}. */
  enum Trend {
    RISING,
    FALLING,
    STEADY
  }

  /**
   * @param score 0 to 100
   * @param points what counts, after caps
   * @param before the score {@link #TREND} before
   * @param counted the lines that count, the latest event first
   * @param standings to every threshold; only of a score of now
   */
  record ScoreView(
      LeadId lead,
      Instant asOf,
      int score,
      double points,
      int before,
      Trend trend,
      List<Counted> counted,
      List<ToThreshold> standings) {
    public ScoreView {
      counted = List.copyOf(counted);
      standings = List.copyOf(standings);
    }
  }

  /**
   * A line that counts.
   *
   * @param left how many of its points are left, before caps
   */
  record Counted(ScoreEntry entry, String ruleName, double left) {}

  /**
   * @param crossedAt null while it never was
   * @param nextCrossing when it will be crossed if nothing more happens; null for never
   */
  record ToThreshold(
      Threshold threshold,
      boolean above,
      @Nullable Instant crossedAt,
      @Nullable Instant nextCrossing) {}

  /**
   * The score of a lead. Needs {@code lead:view} on it. Refused with {@code invalid} if the moment
   * lies ahead, {@code not-found}, {@code forbidden}.
   *
   * @param asOf null for now
   */
  Outcome<ScoreView> of(LeadId lead, @Nullable Instant asOf);

  /** The fields by which lines are listed: {@link ScoreEntryView#CATALOGUE}. */
  FieldCatalogue<ScoreEntryView> fields();

  /** The lines about all leads that the actor sees. */
  Outcome<Page<ScoreEntryView>> entries(ListQuery query);

  /** A lead of which the ledger does not come to what its events earn. */
  record Difference(LeadId lead, List<Earning> missing, List<Earning> surplus) {
    public Difference {
      missing = List.copyOf(missing);
      surplus = List.copyOf(surplus);
    }
  }

  /**
   * @param next to go on behind; null if these were the last leads
   */
  record Reconciliation(int checked, List<Difference> differences, @Nullable LeadId next) {
    public Reconciliation {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Holds the ledger against the events, lead by lead; where nothing has gone wrong there are no
   * differences. Needs {@code lead:administer} on all leads.
   *
   * @param after only leads behind this one; null from the beginning
   * @param limit how many leads, up to {@value #MOST_CHECKED}
   */
  Outcome<Reconciliation> reconcile(@Nullable LeadId after, int limit);
}
