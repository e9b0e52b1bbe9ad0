package dev.kith.crm.application.scoring.card;

import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.scoring.card.LeadScores.Distribution;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.scoring.card.Scorecard;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By what scores are made: weights, grades and fit rules. Reading needs {@code lead:view}, changing
 * {@code lead:administer} on all leads; the scores there are follow by a job that begins at once. A
 * change is refused with {@code invalid}, which names the line and column of every problem of a
 * condition, {@code forbidden}, {@code stale-version}.
 */
public interface Scorecards {

  /** A simulation computes the scores of so many leads, the latest. */
  int MOST_SIMULATED = 20_000;

  /** It names so many leads whose grade would be another. */
  int MOST_NAMED = 100;

  /** A fit rule that is to be made; the fields are those of {@code FitRule}. */
  record RuleDraft(String name, String condition, int points, @Nullable String group) {}

  /** A lead whose grade would be another. */
  record Crossing(
      LeadId lead,
      String name,
      @Nullable Integer before,
      @Nullable Grade gradeBefore,
      @Nullable Integer after,
      @Nullable Grade gradeAfter) {}

  /**
   * What scores would be.
   *
   * @param examined how many leads that says it of
   * @param all how many live leads there are
   * @param up how many would have a better grade
   * @param down how many a worse one
   * @param crossings those with the greatest difference, {@value Scorecards#MOST_NAMED} at most
   */
  record Simulation(
      int examined,
      long all,
      Distribution before,
      Distribution after,
      int up,
      int down,
      List<Crossing> crossings) {
    public Simulation {
      crossings = List.copyOf(crossings);
    }
  }

  Outcome<Scorecard> get();

  /** What conditions can ask for. */
  List<Fact> facts();

  Outcome<Scorecard> set(Card card);

  /** Everything that is wrong with a card; empty if {@link #set} would take it. */
  List<Violation> problemsOf(Card card);

  /** Everything that is wrong with a rule by itself; empty for nothing. */
  List<Violation> problemsOf(RuleDraft rule);

  /** Adds a rule behind the others. */
  Outcome<Scorecard> addRule(RuleDraft rule);

  /** Also refused with {@code not-found}. */
  Outcome<Scorecard> changeRule(UUID id, RuleDraft rule);

  /** Also refused with {@code not-found}. */
  Outcome<Scorecard> removeRule(UUID id);

  /**
   * What scores would be by another card, without changing anything. Needs {@code lead:administer}
   * on all leads. Scores that were set by hand are left out of it.
   */
  Outcome<Simulation> simulate(Card card);
}
