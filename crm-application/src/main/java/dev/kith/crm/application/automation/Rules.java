package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with rules. Reading needs {@code automation:view}; writing, activating and
 * pausing {@code automation:administer}, both on all records: a rule acts on records of everybody,
 * in the name of the CRM itself, whoever wrote it.
 *
 * <p>Every intention is one transaction, written to the audit trail and announced as events; with
 * an idempotency key it happens once, with an expected version only on that version. Each on a rule
 * can be refused with {@code not-found} and {@code stale-version}; a deleted rule is not found.
 */
public interface Rules {

  /**
   * Everything that can stand in a rule.
   *
   * @param records the kinds of records that rules can be about, with their events and facts
   * @param actions what rules can do
   * @param presets common rules
   */
  record Catalogue(List<Words> records, List<ActionKind> actions, List<RulePreset> presets) {
    public Catalogue {
      presets = ImmutableList.copyOf(presets);
      records = ImmutableList.copyOf(records);
      actions = ImmutableList.copyOf(actions);
    }
  }

  /**
   * What can be said of one kind of record.
   *
   * @param plural what several are called
   * @param events types of events, each with a name for people
   * @param facts what conditions can ask for
   */
  record Words(
      String record, String label, String plural, Map<String, String> events, List<Fact> facts) {
    public Words {
      facts = ImmutableList.copyOf(facts);
    }
  }

  /** Refused with {@code forbidden}. */
  Outcome<Catalogue> catalogue();

  /**
   * What is wrong with a condition on records of a kind; nothing if it is good. Refused with {@code
   * forbidden}.
   */
  Outcome<List<ConditionProblem>> check(String record, String condition);

  /** Every problem of a draft; empty if it can be written. */
  List<Violation> problemsOf(RuleDraft draft);

  /** Writes a draft, which does nothing yet. Refused with {@code invalid}. */
  Outcome<Rule> write(RuleDraft draft);

  /**
   * Writes it anew: where it does something else then, that is its next version, which acts at once
   * if the rule is active. Refused with {@code invalid}.
   */
  Outcome<Rule> rewrite(RuleId id, RuleDraft draft);

  /** From now on it acts: on what happens from now on. */
  Outcome<Rule> activate(RuleId id);

  /**
   * From now on it is in shadow: it looks at what happens as if it acted, and what it would have
   * done is kept, and only that. It goes live by {@link #activate}, never by itself; what was seen
   * of it in shadow counts nothing then. A rule that acts stops acting. Refused with {@code
   * invalid} for an end that is not in the future.
   *
   * @param until it looks at nothing that happens then or later, and administrators are told that
   *     it waits for somebody to decide; null for no such moment
   */
  Outcome<Rule> shadow(RuleId id, @Nullable Instant until);

  /** Refused with {@code invalid-transition} for a draft and for one that is suspended. */
  Outcome<Rule> pause(RuleId id);

  Outcome<Rule> delete(RuleId id);

  /** Refused with {@code forbidden} or {@code not-found}. */
  Outcome<RuleView> get(RuleId id);

  /** What the rule did in each of its versions, the latest first. */
  Outcome<List<RuleStore.Version>> versions(RuleId id);

  /**
   * Chains in which the rule would set itself off again, as far as that can be seen: each as the
   * names of the rules, the rule itself first and last. It may be meant so, or its condition may
   * end it.
   */
  Outcome<List<List<String>>> circles(RuleId id);

  /**
   * What the webhooks of the rule are signed with, as receivers keep it: {@code whsec_…}. Refused
   * with {@code forbidden} for those who may not write rules, and {@code not-found}.
   */
  Outcome<String> webhookSecret(RuleId id);

  /** For so many days at most, {@link #test} looks back. */
  int LONGEST_TRIAL = 30;

  /**
   * What the rule would have done, had it been active: nothing is done. One that looks at times is
   * tried as if its next were now. Records are taken as they are now, and what the rule really did
   * does not count. Refused with {@code not-found}, also for an event that there is not, and {@code
   * invalid}.
   *
   * @param event the one to try it on; null for everything of some days
   * @param days how far to look back, 1 to {@value #LONGEST_TRIAL}; it means nothing with an event
   */
  Outcome<TrialReport> test(RuleId id, @Nullable UUID event, int days);

  /** The fields by which rules are listed: {@link RuleView#CATALOGUE}. */
  FieldCatalogue<RuleView> fields();

  /** The search looks at the name. Refused with {@code forbidden}. */
  Outcome<Page<RuleView>> list(ListQuery query);

  /**
   * Lets a rule look once more at what it failed on: the rule as it is now, at the record as it is
   * now, because of the same event. What it does is done once, however often this is asked for.
   * Refused with {@code not-found}, also where the rule or the record is gone; {@code
   * invalid-transition} where nothing failed, or it has been done since; {@code invalid} where the
   * condition does not hold any more.
   *
   * @return what became of it: where it failed again, that, with the reason
   */
  Outcome<FiringView> retry(UUID firing);

  /** What rules did, by {@link FiringView#CATALOGUE}. Refused with {@code forbidden}. */
  Outcome<Page<FiringView>> firings(ListQuery query);
}
