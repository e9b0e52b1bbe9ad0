package dev.kith.crm.application.conversion.batch;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.conversion.batch.ConversionBatch.Settings;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts many leads alike, each by itself: what is in the way of one is no matter to the others.
 *
 * <p>Starting needs {@code lead:edit}; each lead is converted in the name and with the permissions
 * of who started the batch, as they were then. A batch is seen by who started it, and by whoever
 * sees with {@code lead:view} what is theirs.
 */
public interface ConversionBatches {

  int MOST_LEADS = 10_000;
  int LARGEST_LIST = 200;

  /**
   * Which leads, and how: either named, or all that a query finds for the actor.
   *
   * @param where whatever its order and limit; null where they are named
   */
  record Start(List<LeadId> leads, @Nullable ListQuery where, boolean dryRun, Settings settings) {
    public Start {
      leads = ImmutableList.copyOf(leads);
    }

    public static Start of(List<LeadId> leads) {
      return new Start(leads, null, false, Settings.USUAL);
    }

    public static Start where(ListQuery query) {
      return new Start(List.of(), query, false, Settings.USUAL);
    }

    public Start dry() {
      return new Start(leads, where, true, settings);
    }

    public Start with(Settings others) {
      return new Start(leads, where, dryRun, others);
    }
  }

  /**
   * Begins a batch; which leads are in it is settled now. Refused with {@code forbidden}, and with
   * {@code invalid} where there are no leads, or more than {@value #MOST_LEADS}.
   */
  Outcome<BatchView> start(Start command);

  /** Refused with {@code not-found}. */
  Outcome<BatchView> get(JobId id);

  /**
   * Batches, newest first.
   *
   * @param after where the page before ended; null for the newest
   * @param limit at most {@value #LARGEST_LIST}
   */
  Outcome<List<BatchView>> list(@Nullable JobId after, int limit);

  /**
   * Leads of a batch in their order. Refused with {@code not-found}.
   *
   * @param fate of all; null for any, also none yet
   * @param after the place where the page before ended; 0 for the first
   * @param limit at most {@value #LARGEST_LIST}
   */
  Outcome<List<BatchItemView>> items(JobId id, @Nullable Fate fate, int after, int limit);

  /**
   * Takes one lead up again, at once, in the name of the actor. Refused with {@code not-found},
   * {@code forbidden}, and with {@code invalid-transition} if it was converted, or is still to be
   * taken up by the batch itself.
   *
   * @param duplicates in place of what the batch says; null for that
   */
  Outcome<BatchItemView> retry(JobId id, LeadId lead, @Nullable DuplicatePolicy duplicates);

  /**
   * Every lead that failed or is to be looked at, as CSV with the columns of {@link
   * BatchItemView#CATALOGUE}. The stream is not closed. Refused with {@code not-found}.
   *
   * @return how many there were
   */
  Outcome<Long> failuresAsCsv(JobId id, OutputStream to);
}
