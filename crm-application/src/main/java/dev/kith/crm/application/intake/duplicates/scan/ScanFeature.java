package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import java.util.List;

/** Wires what looks through all leads, accounts or contacts. */
public final class ScanFeature {

  private final Kernel kernel;
  private final AccountFeature accounts;
  private final JobQueue queue;

  public ScanFeature(Kernel kernel, AccountFeature accounts, JobFeature jobs) {
    this.kernel = kernel;
    this.accounts = accounts;
    this.queue = jobs.queue();
    for (MergeKind kind : MergeKind.values()) {
      ScannedRecords records =
          ScannedRecords.of(kind, kernel, accounts, Context.of(Actor.SYSTEM).causedBy("scan"));
      jobs.register(jobOf(kind), new ScanJob(kernel, kind, records));
    }
  }

  /** The kind of the job that looks through records of this kind. */
  public static String jobOf(MergeKind kind) {
    return kind == MergeKind.LEAD ? "duplicates.scan" : "duplicates.scan-" + kind.code() + "s";
  }

  public DuplicateScans scans(Context context) {
    return new ScanService(kernel, accounts, queue, context);
  }

  /** The scans of a kind that wait or are done just now, in the order in which they began. */
  static List<Scan> underWay(Kernel kernel, MergeKind kind) {
    return kernel.storage().clusters().unfinished(kind).stream()
        .filter(scan ->
            kernel
                .storage()
                .jobs()
                .find(scan.id())
                .filter(job -> !job.state().isFinished())
                .isPresent())
        .toList();
  }
}
