package dev.kith.crm.application;

import dev.kith.crm.application.audit.AuditFeature;
import dev.kith.crm.application.conversion.batch.BatchFeature;
import dev.kith.crm.application.idempotency.IdempotencyKeys;
import dev.kith.crm.application.intake.duplicates.scan.ScanFeature;
import dev.kith.crm.application.intake.enrichment.EnrichmentFeature;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.job.Recurring;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.notification.NotificationFeature;
import dev.kith.crm.application.scoring.ledger.Settling;
import dev.kith.crm.application.scoring.tracking.TrackingFeature;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.job.Schedule;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Everything that the CRM does by itself when its time comes: what {@link Reactions} is for events,
 * this is for the clock. What an embedding application wants to have done is added with {@link
 * Crm.Builder#recurring}.
 */
final class Routines {

  private static final String FORGET_KEYS = "idempotency.forget";
  private static final String REAWAKEN_DUE = "lead.reawaken-due";

  private static final String CONDENSE_SUMS = "opportunity.condense-sums";
  private static final int SUMS_AT_ONCE = 20_000;

  private Routines() {}

  static List<Recurring> all() {
    return List.of(
        new Recurring("forget-idempotency-keys", Schedule.every(Duration.ofHours(1)), FORGET_KEYS),
        // A safety net: each recycled lead has a job of its own, see Reactions.
        new Recurring("reawaken-leads", Schedule.every(Duration.ofMinutes(15)), REAWAKEN_DUE),
        // A safety net: crossings are planned at their moments.
        new Recurring("cross-thresholds", Schedule.every(Duration.ofMinutes(15)), Settling.CROSS),
        new Recurring("condense-sums", Schedule.every(Duration.ofMinutes(15)), CONDENSE_SUMS),
        new Recurring("forget-visitors", daily(1, 0), TrackingFeature.FORGET),
        new Recurring("scan-for-duplicates", daily(1, 30), ScanFeature.jobOf(MergeKind.LEAD)),
        new Recurring(
            "scan-accounts-for-duplicates", daily(1, 45), ScanFeature.jobOf(MergeKind.ACCOUNT)),
        new Recurring(
            "scan-contacts-for-duplicates", daily(2, 0), ScanFeature.jobOf(MergeKind.CONTACT)),
        new Recurring("verify-audit-trail", daily(2, 30), AuditFeature.VERIFY),
        new Recurring("clean-notifications", daily(3, 45), NotificationFeature.CLEAN),
        new Recurring("clean-jobs", daily(3, 30), JobFeature.CLEAN),
        new Recurring("clean-conversion-batches", daily(4, 0), BatchFeature.CLEAN));
  }

  /**
   * A safety net: who puts leads on the list asks for the job, unless it has no threads or dies.
   */
  static List<Recurring> ofNewLeads() {
    return List.of(
        new Recurring(
            "enrich-new-leads",
            Schedule.every(Duration.ofMinutes(15)),
            EnrichmentFeature.NEW_LEADS));
  }

  static void register(JobFeature jobs, Kernel kernel, LeadFeature leads, AuditFeature audit) {
    jobs.register(AuditFeature.VERIFY, audit::verify);
    jobs.register(FORGET_KEYS, run -> forgetKeys(kernel, run));
    jobs.register(CONDENSE_SUMS, run -> condenseSums(kernel, run));
    jobs.register(REAWAKEN_DUE, run -> reawakenDue(leads, run));
    jobs.register(LeadFeature.REAWAKEN, leads::reawaken);
  }

  private static void forgetKeys(Kernel kernel, JobRun run) {
    run.finish(() ->
            Outcome.done(
                kernel
                    .storage()
                    .idempotencyKeys()
                    .forgetBefore(kernel.now().minus(IdempotencyKeys.REMEMBERED))))
        .orElseThrow();
  }

  /** What boards show stays the same; reading it takes less. */
  private static void condenseSums(Kernel kernel, JobRun run) {
    int less = 1;
    for (long done = 0; less > 0 && !run.isCancelled(); done += less) {
      less =
          run.write(() -> Outcome.done(kernel.storage().opportunities().condenseSums(SUMS_AT_ONCE)))
              .orElseThrow();
      run.progress(done + less, null, "");
    }
  }

  private static void reawakenDue(LeadFeature leads, JobRun run) {
    int found = Leads.LARGEST_BATCH;
    for (long done = 0; found == Leads.LARGEST_BATCH && !run.isCancelled(); done += found) {
      found = leads.reawakenDue("job/" + run.id());
      run.progress(done + found, null, "");
    }
  }

  private static Schedule daily(int hour, int minute) {
    return Schedule.daily(LocalTime.of(hour, minute), ZoneOffset.UTC);
  }
}
