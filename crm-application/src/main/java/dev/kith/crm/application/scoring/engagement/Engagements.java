package dev.kith.crm.application.scoring.engagement;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.Signal;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What leads do. An event is known by its id: however often it is reported, it counts once, and in
 * whatever order events are reported, the same score comes of them.
 */
public interface Engagements {

  int LARGEST_BATCH = 1_000;

  int MOST_LISTED = 200;

  /**
   * What became of a report.
   *
   * @param lead whose event it is: where the lead had been merged into another, that other
   * @param duplicate whether an event of this id was there already; nothing was changed then
   * @param verdict what is believed of it now
   */
  record Receipt(
      EngagementId id, LeadId lead, boolean duplicate, Verdict verdict, List<Signal> signals) {
    public Receipt {
      signals = List.copyOf(signals);
    }
  }

  /** Every problem that a report has by itself; empty if it can be kept. */
  List<Violation> problemsOf(EngagementDraft event);

  /**
   * Reports an event. Needs {@code lead:edit} on the lead. Refused with {@code invalid}, which also
   * says that it lies in the future or that the lead has {@value EngagementEvent#MOST} events, with
   * {@code not-found}, {@code forbidden}, {@code lead-deleted}.
   */
  Outcome<Receipt> record(EngagementDraft event);

  /**
   * Reports up to {@value #LARGEST_BATCH} events at once; each is kept or refused by itself, as by
   * {@link #record}. The answers are in the order of the reports. Refused as a whole with {@code
   * invalid} if there are more.
   */
  Outcome<List<Outcome<Receipt>>> recordAll(List<EngagementDraft> events);

  /**
   * Says who did these events, whatever the signals say; the scores of their leads follow. Needs
   * {@code lead:edit} on each lead. Refused as a whole with {@code invalid} if there are more than
   * {@value #LARGEST_BATCH}, {@code not-found}, {@code forbidden}.
   *
   * @param verdict null to believe the signals again
   * @return the events as they are now, in the order of the ids
   */
  Outcome<List<EngagementEvent>> reclassify(
      Collection<EngagementId> ids, @Nullable Verdict verdict);

  /**
   * The latest events of a lead, the latest first. Needs {@code lead:view} on it; of a lead that
   * was merged they are found at the winner. Refused with {@code not-found}, {@code forbidden}, and
   * with {@code invalid} if the lead has no event {@code before}.
   *
   * @param before only what comes behind this event; null from the latest on
   * @param limit up to {@value #MOST_LISTED}
   */
  Outcome<List<EngagementEvent>> of(LeadId lead, @Nullable EngagementId before, int limit);
}
