package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.UUID;

/** Wires the score ledger. */
public final class LedgerFeature {

  /** So many leads are settled by one transaction. */
  private static final int AT_ONCE = 200;

  private final Kernel kernel;
  private final Settling settling;

  public LedgerFeature(Kernel kernel, Settling settling) {
    this.kernel = kernel;
    this.settling = settling;
  }

  public Scores scores(Context context) {
    return new ScoreService(kernel, context, settling);
  }

  public ScoreAwards awards(Context context) {
    return new ScoreAwardService(kernel, context, settling);
  }

  /**
   * Gives points in the name of a rule.
   *
   * @param origin what it is given for: there is one award of each
   * @param ruleName how the rule is called now
   */
  public Outcome<Award> award(
      Context context, LeadId lead, Award.Wish wish, String origin, UUID rule, String ruleName) {
    return new ScoreAwardService(kernel, context, settling)
        .give(lead, wish, origin, rule, ruleName);
  }

  public IncrementRules rules(Context context) {
    return new IncrementRuleService(kernel, context, settling);
  }

  /** Does the job {@link Settling#CROSS}, and plans the next. */
  public void cross(JobRun run) {
    LedgerStore store = kernel.storage().ledger();
    boolean more = true;
    while (more && !run.isCancelled()) {
      more =
          run.write(
                  () -> {
                    List<LeadId> due = store.due(kernel.now(), AT_ONCE);
                    settling.settle(run.systemContext(), due);
                    return Outcome.done(due.size() == AT_ONCE);
                  })
              .orElseThrow();
    }
    if (!run.isCancelled()) {
      run.finish(
              () -> {
                store.nextCheck().ifPresent(settling::plan);
                return Outcome.done(true);
              })
          .orElseThrow();
    }
  }

  /** Does the job {@link Settling#SETTLE_ALL}; begun anew, it finds most of it done. */
  public void settleAll(JobRun run) {
    LedgerStore store = kernel.storage().ledger();
    LeadId last = null;
    List<LeadId> leads = store.leads(null, AT_ONCE);
    long done = 0;
    while (!leads.isEmpty() && !run.isCancelled()) {
      List<LeadId> these = leads;
      long before = done;
      run.write(
              () -> {
                settling.settle(run.systemContext(), these);
                run.progress(before + these.size(), null, "");
                return Outcome.done(true);
              })
          .orElseThrow();
      done += these.size();
      last = these.getLast();
      leads = store.leads(last, AT_ONCE);
    }
  }
}
