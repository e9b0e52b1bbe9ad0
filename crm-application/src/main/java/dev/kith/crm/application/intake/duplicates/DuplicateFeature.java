package dev.kith.crm.application.intake.duplicates;

import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;

/** Wires what finds duplicates. */
public final class DuplicateFeature {

  /** The kind of the job that gives records from before their keys. */
  public static final String COMPLETE = "duplicates.complete-keys";

  private static final int AT_ONCE = 1_000;

  private final Kernel kernel;
  private final LeadFeature leads;
  private final AccountFeature accounts;
  private final JobFeature jobs;
  private final PhoneReader phones;
  private final Turns turns = Turns.ofThisMachine();

  public DuplicateFeature(
      Kernel kernel,
      LeadFeature leads,
      AccountFeature accounts,
      JobFeature jobs,
      PhoneReader phones) {
    this.accounts = accounts;
    this.kernel = kernel;
    this.leads = leads;
    this.jobs = jobs;
    this.phones = phones;
    jobs.register(COMPLETE, this::completeKeys);
  }

  public Duplicates duplicates(Context context) {
    return new DuplicateService(kernel, context, leads.queries(context), phones, turns);
  }

  /** The same for accounts and contacts. */
  public RecordDuplicates records(Context context) {
    return new RecordDuplicateService(kernel, context, accounts, phones, turns);
  }

  /** Has records from before keys were kept taken up, if there are any. */
  public void completeKeysIfNeeded() {
    if (!kernel.storage().blockingKeys().isComplete()
        || !kernel.storage().recordKeys().isComplete()) {
      jobs.queue().enqueue(JobRequest.of(COMPLETE).unique(COMPLETE));
    }
  }

  private void completeKeys(JobRun run) {
    BlockingKeys keys = kernel.storage().blockingKeys();
    long total = keys.countLeads();
    int taken = 1;
    for (long done = 0; taken > 0 && !run.isCancelled(); done += taken) {
      long before = done;
      taken =
          run.write(
                  () -> {
                    int more = keys.complete(AT_ONCE);
                    if (more == 0) {
                      more = kernel.storage().recordKeys().complete(AT_ONCE);
                    }
                    run.progress(Math.min(total, before + more), total, "");
                    return Outcome.done(more);
                  })
              .orElseThrow();
    }
    if (taken == 0) {
      run.finish(() -> Outcome.done(total)).orElseThrow();
    }
  }
}
