package dev.kith.crm.application.scoring.card;

import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;

/** Wires the scores of leads. */
public final class CardFeature {

  private final Kernel kernel;
  private final StoredScores stored;
  private final JobQueue jobs;

  public CardFeature(Kernel kernel, StoredScores stored, JobQueue jobs) {
    this.jobs = jobs;
    this.kernel = kernel;
    this.stored = stored;
  }

  public LeadScores scores(Context context) {
    return new LeadScoreService(kernel, context, stored, jobs);
  }

  public Scorecards cards(Context context) {
    return new ScorecardService(kernel, context, stored);
  }
}
