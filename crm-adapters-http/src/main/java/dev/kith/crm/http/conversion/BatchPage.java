package dev.kith.crm.http.conversion;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.conversion.batch.BatchItemView;
import dev.kith.crm.application.conversion.batch.BatchView;
import dev.kith.crm.application.conversion.batch.Fate;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.http.pages.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch and some of its leads.
 *
 * @param fate only leads of which that became; null for all
 * @param next the place behind which the next page begins; null on the last
 * @param owner of what is created, by name; null for the owner of each lead
 */
record BatchPage(
    BatchView view,
    @Nullable Fate fate,
    List<BatchItemView> items,
    @Nullable Integer next,
    @Nullable String owner,
    boolean mayConvert,
    boolean mayCancel) {

  BatchPage {
    items = ImmutableList.copyOf(items);
  }

  String path() {
    return "/conversions/batches/" + view.batch().id();
  }

  boolean isRunning() {
    return !view.state().isFinished();
  }

  int percent() {
    return view.batch().leads() == 0 ? 100 : view.done() * 100 / view.batch().leads();
  }

  String href(@Nullable Fate only) {
    return path() + (only == null ? "" : "?outcome=" + only.name());
  }

  /** What became, or in a dry run would become, of leads. */
  static String label(Fate fate, boolean dryRun) {
    return switch (fate) {
      case CONVERTED -> dryRun ? "Would be converted" : "Converted";
      case SKIPPED -> dryRun ? "Would be skipped" : "Skipped";
      case FAILED -> dryRun ? "Would fail" : "Failed";
      case DUPLICATE -> "To be looked at";
    };
  }

  static String tone(Fate fate) {
    return switch (fate) {
      case CONVERTED -> "good";
      case SKIPPED -> "";
      case FAILED -> "bad";
      case DUPLICATE -> "warn";
    };
  }

  String state() {
    return state(view);
  }

  static String state(BatchView view) {
    return switch (view.state()) {
      case WAITING -> view.error() == null ? "Waiting" : "Waiting to be tried again";
      case RUNNING -> "At work";
      case SUCCEEDED -> "Done";
      case CANCELLED -> "Cancelled";
      case DEAD -> "Given up";
    };
  }

  static String tone(JobState state) {
    return switch (state) {
      case WAITING, RUNNING -> "info";
      case SUCCEEDED -> "good";
      case CANCELLED -> "";
      case DEAD -> "bad";
    };
  }

  String title() {
    return title(view);
  }

  static String title(BatchView view) {
    String leads = Words.count(view.batch().leads(), "lead", "leads");
    return view.batch().dryRun() ? "Dry run of " + leads : "Conversion of " + leads;
  }

  static String href(Candidate candidate) {
    return switch (candidate.target()) {
      case ACCOUNT -> "/accounts/" + candidate.id();
      case CONTACT -> "/contacts/" + candidate.id();
      case OPPORTUNITY -> "/opportunities/" + candidate.id();
    };
  }
}
