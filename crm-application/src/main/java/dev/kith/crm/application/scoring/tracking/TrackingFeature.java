package dev.kith.crm.application.scoring.tracking;

import dev.kith.crm.application.intake.consent.ConsentFeature;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.scoring.engagement.EngagementFeature;
import dev.kith.crm.application.scoring.ledger.Settling;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;

/** Wires tracking. */
public final class TrackingFeature {

  /** The kind of the job that deletes what is kept too long of visitors who are nobody. */
  public static final String FORGET = "tracking.forget-visitors";

  private static final int AT_ONCE = 1_000;

  private final Kernel kernel;
  private final LinkTokens tokens;
  private final Joins joins;
  private final WebTracking web;

  public TrackingFeature(
      Kernel kernel, Settling settling, EngagementFeature engagement, ConsentFeature consents) {
    this.kernel = kernel;
    this.tokens = new LinkTokens(kernel.storage().signingKey());
    this.joins = new Joins(kernel, settling, consents);
    this.web = new WebTracking(kernel, tokens, joins, new Hits(kernel, engagement, joins));
  }

  public Tracking tracking(Context context) {
    return new TrackingService(kernel, context, tokens, joins, web::forgetSettings);
  }

  /** What browsers of strangers ask for. */
  public WebTracking web() {
    return web;
  }

  /** Does the job {@link #FORGET}. */
  public void forget(JobRun run) {
    long done = 0;
    int removed = AT_ONCE;
    while (removed == AT_ONCE && !run.isCancelled()) {
      removed =
          run.write(
                  () -> {
                    int days =
                        kernel.storage().trackingSettings().current().settings().retentionDays();
                    Instant before = kernel.now().minus(Duration.ofDays(days));
                    return Outcome.done(
                        kernel.storage().tracking().removeUnknownBefore(before, AT_ONCE));
                  })
              .orElseThrow();
      done += removed;
      run.progress(done, null, "");
    }
  }
}
