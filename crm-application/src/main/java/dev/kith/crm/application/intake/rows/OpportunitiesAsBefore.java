package dev.kith.crm.application.intake.rows;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.intake.rows.RecordTakeBack.Trace;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opportunities: a move that a row has told is taken back as if it had not been made, and so is
 * what it said of lines.
 */
record OpportunitiesAsBefore(
    Transactions transactions,
    OpportunityStore store,
    Opportunities opportunities,
    RowLinesAsBefore lines)
    implements RecordsAsBefore {

  private static final String STAGE = "stage";
  private static final String PIPELINE = "pipeline";

  private static final Set<String> OF_MOVES =
      ImmutableSet.of(STAGE, PIPELINE, "status", "lostReason", "lostCompetitorId");

  /** Whether a trace tells of a move, of which the last alone can be taken back. */
  static boolean isMove(Trace trace) {
    return trace.changed(STAGE) || trace.changed(PIPELINE);
  }

  @Override
  public RecordKind kind() {
    return RecordKind.OPPORTUNITY;
  }

  @Override
  public Optional<Standing> find(UUID record) {
    return store
        .find(new OpportunityId(record))
        .map(opportunity ->
            new Standing(opportunity.facts(), opportunity.revision().isDeleted(), null));
  }

  @Override
  public Outcome<UUID> remove(UUID record) {
    return opportunities.delete(new OpportunityId(record)).map(gone -> record);
  }

  @Override
  public @Nullable String separator(String field) {
    return null;
  }

  @Override
  public boolean undoesByItself(String field) {
    return OF_MOVES.contains(field) || RowLinesAsBefore.FIELDS.contains(field);
  }

  @Override
  public Outcome<Boolean> restore(Trace trace, List<FieldChange> undone, List<Kept> kept) {
    OpportunityId id = new OpportunityId(trace.record());
    Opportunity now = store.find(id).orElseThrow();
    if (isMove(trace)
        && transactions.run(() -> opportunities.takeBackMove(id, trace.version()))
            instanceof Outcome.Refused<Opportunity>(var refusal)) {
      kept.add(new Kept(STAGE, refusal.code(), refusal.detail()));
    }
    Map<OpportunityField, Optional<String>> fields = Undone.texts(undone, OpportunityField::named);
    return lines
        .putBack(store.find(id).orElseThrow(), trace, kept)
        .then(before ->
            fields.isEmpty()
                ? Outcome.done(before)
                : opportunities.edit(id, new Opportunities.Edit(fields)))
        .then(edited -> Undone.owner(undone, edited, owner -> opportunities.assign(id, owner)))
        .map(after -> !after.equals(now));
  }
}
