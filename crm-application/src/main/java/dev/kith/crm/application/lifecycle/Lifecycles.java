package dev.kith.crm.application.lifecycle;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;

/**
 * Which stages accounts go through, and on which ways. Reading needs {@code account:view}, changing
 * {@code account:administer} on all accounts.
 */
public interface Lifecycles {

  /**
   * What is to be said of a draft.
   *
   * @param problems everything for which it would be refused
   * @param warnings what may well be meant so
   * @param accounts how many accounts are in each stage now, those in the bin included; stages with
   *     none are missing
   */
  record Opinion(List<Violation> problems, List<Violation> warnings, Map<String, Long> accounts) {
    public Opinion {
      problems = ImmutableList.copyOf(problems);
      warnings = ImmutableList.copyOf(warnings);
      accounts = ImmutableMap.copyOf(accounts);
    }
  }

  /** The one in force. Refused with {@code forbidden}. */
  Outcome<Lifecycle> get();

  /** As it was at a version. Refused with {@code forbidden}, {@code not-found}. */
  Outcome<Lifecycle> version(long version);

  /** What guards can ask for. */
  List<Fact> facts();

  /** Fields of accounts that a way can ask for, with their names for people. */
  Map<String, String> requirable();

  /** Every problem of a draft, those of guards included; empty if it is good. */
  List<Violation> problemsOf(LifecycleTerms terms);

  /** Nothing is done. Needs what changing needs. Refused with {@code forbidden}. */
  Outcome<Opinion> check(LifecycleTerms terms);

  /**
   * What a sound draft would mean for the accounts that there are. Nothing is done. Needs what
   * changing needs. Refused with {@code invalid}, {@code forbidden}, also where the draft asks for
   * fields that are hidden from the actor.
   */
  Outcome<Simulation> simulate(LifecycleTerms terms);

  /**
   * Replaces what the lifecycle says. Refused with {@code invalid}, {@code forbidden}, {@code
   * stale-version}, and {@code lifecycle-stage-in-use} if a stage that accounts are in is missing.
   */
  Outcome<Lifecycle> set(LifecycleTerms terms);
}
