package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.application.automation.ConditionProblem;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/**
 * By which rules engagement gives points, and what points mean. Reading needs {@code lead:view},
 * changing {@code lead:administer} on all leads; what a change means for the scores there are is
 * worked out by a job that begins at once.
 */
public interface IncrementRules {

  /** All rules, retired ones last, by their names. */
  Outcome<List<IncrementRule>> list();

  /** Refused with {@code not-found}, {@code forbidden}. */
  Outcome<IncrementRule> get(IncrementRuleId id);

  /**
   * Makes a rule, for what occurs from now on; or from an earlier moment, where its terms begin
   * there. Refused with {@code invalid}, {@code forbidden}.
   */
  Outcome<IncrementRule> create(RuleTerms terms);

  /**
   * Makes a new version of a rule, for what occurs from now on. Refused with {@code invalid},
   * {@code invalid-transition} if it was retired, {@code not-found}, {@code forbidden}, {@code
   * stale-version}.
   */
  Outcome<IncrementRule> change(IncrementRuleId id, RuleTerms terms);

  /** A retired rule gives nothing from now on, and stays. Refused as {@link #change}. */
  Outcome<IncrementRule> retire(IncrementRuleId id);

  /** Everything that is wrong with terms; empty if {@link #create} would take them. */
  List<Violation> problemsOf(RuleTerms terms);

  /** Everything that is wrong with settings; empty if {@link #setSettings} would take them. */
  List<Violation> problemsOf(ScoringSettings.Settings settings);

  /** What filters of rules can ask for. */
  List<Fact> facts();

  /** What is wrong with a filter, which is a condition over {@link #facts}; empty for nothing. */
  Outcome<List<ConditionProblem>> check(String filter);

  Outcome<ScoringSettings> settings();

  /**
   * Replaces the settings. Refused with {@code invalid}, {@code forbidden}, {@code stale-version}.
   */
  Outcome<ScoringSettings> setSettings(ScoringSettings.Settings settings);
}
