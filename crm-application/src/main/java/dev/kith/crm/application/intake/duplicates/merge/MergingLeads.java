package dev.kith.crm.application.intake.duplicates.merge;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leads: what they said to being contacted is joined as well. */
record MergingLeads(
    Kernel kernel, Context context, LeadFeature leads, PhoneReader phones, List<Attached> attached)
    implements MergingRecords<Lead> {

  @Override
  public MergeKind kind() {
    return MergeKind.LEAD;
  }

  @Override
  public Outcome<Lead> reached(UUID id, Action action) {
    return new LeadReach(kernel.storage().leads(), context.actor()).find(new LeadId(id), action);
  }

  @Override
  public MergeChoice.Side side(Lead lead) {
    return new MergeChoice.Side(
        lead.id().value(),
        Texts.of(LeadDraft.of(lead.content()).values(), LeadField::code),
        lead.owner());
  }

  @Override
  public Outcome<Lead> bury(Lead loser, long version, Merging merging, Instant now) {
    return change(
        loser.id(), version, Action.DELETE, "lead.merge", lead -> lead.mergeInto(merging, now));
  }

  @Override
  public Outcome<Lead> absorb(
      Lead winner, long version, Merging merging, MergeChoice choice, Instant now) {
    List<UUID> everybody =
        Stream.concat(Stream.of(merging.winner()), merging.losers().stream()).toList();
    return content(winner, choice.changes(), everybody, now)
        .then(content ->
            change(
                winner.id(),
                version,
                Action.EDIT,
                "lead.merge",
                lead -> lead.absorb(merging, content, choice.owner(), now)));
  }

  @Override
  public Outcome<Lead> release(
      Lead winner, Merging merging, MergeChoice.Former former, Instant now) {
    return content(winner, former.changes(), List.of(merging.winner()), now)
        .then(content ->
            change(
                winner.id(),
                version(winner),
                Action.EDIT,
                "lead.undo-merge",
                lead -> lead.release(merging, content, former.owner(), now)));
  }

  @Override
  public Outcome<Lead> separate(Lead loser, Merging merging, Instant now) {
    return change(
        loser.id(),
        version(loser),
        Action.DELETE,
        "lead.undo-merge",
        lead -> Outcome.done(lead.separate(merging, now)));
  }

  @Override
  public List<Followers> followers() {
    return List.of();
  }

  @Override
  public <T> Outcome<T> discreet(Outcome<T> outcome) {
    return leads.discreet(context, outcome);
  }

  private Outcome<LeadContent> content(
      Lead winner, Map<String, @Nullable String> changes, List<UUID> said, Instant now) {
    return Texts.changed(LeadDraft.of(winner.content()), changes, LeadField::named, LeadDraft::with)
        .read(phones)
        .map(content -> content.saying(consent(said.stream().map(LeadId::new).toList(), now)));
  }

  /** What counts of all that was said as any of these leads. */
  private ConsentSummary consent(List<LeadId> said, Instant now) {
    return new ConsentLedger(
            kernel.storage().consents().of(said).stream().map(Consent::entry).toList())
        .summary(now);
  }

  private Outcome<Lead> change(
      LeadId id,
      long version,
      Action action,
      String intention,
      Function<Lead, Outcome<Change<Lead>>> decide) {
    return leads
        .changes(context.further().expecting(version))
        .change(id, action, intention, "", decide);
  }
}
