package dev.kith.crm.application.conversion.batch;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lead of a batch.
 *
 * @param place from 1
 * @param fate null while nothing has become of it
 * @param code why, where it was not converted: one of those with which single conversions are
 *     refused
 * @param detail the same for people; it may be empty
 * @param conversion the one that was made, or that had been made before
 * @param candidates records that may be the same; without their names
 * @param tries how often it was taken up and something was kept of that: each time once more
 * @param at when it was last taken up
 */
public record BatchItem(
    int place,
    LeadId lead,
    @Nullable Fate fate,
    @Nullable String code,
    @Nullable String detail,
    @Nullable ConversionId conversion,
    List<Candidate> candidates,
    int tries,
    @Nullable Instant at) {

  static final int LONGEST_DETAIL = 1_000;

  public BatchItem {
    candidates = ImmutableList.copyOf(candidates);
  }

  public static BatchItem waiting(int place, LeadId lead) {
    return new BatchItem(place, lead, null, null, null, null, List.of(), 0, null);
  }

  /** Taken up once more, with what came of that. */
  BatchItem now(Found found, Instant now) {
    return new BatchItem(
        place,
        lead,
        found.fate(),
        found.code(),
        found.detail(),
        found.conversion(),
        found.candidates(),
        tries + 1,
        now);
  }

  /** About to be taken up by a worker whose predecessor may have died of it. */
  BatchItem begun(Instant now) {
    return new BatchItem(place, lead, fate, code, detail, conversion, candidates, tries + 1, now);
  }
}
