package dev.kith.crm.application.intake.duplicates;

import com.google.common.collect.Maps;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class DuplicateService implements Duplicates {

  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);

  private final Kernel kernel;
  private final Context context;
  private final LeadQueries leads;
  private final PhoneReader phones;
  private final Set<String> hidden;
  private final TellingApart apart;
  private final Turns turns;

  DuplicateService(
      Kernel kernel, Context context, LeadQueries leads, PhoneReader phones, Turns turns) {
    this.turns = turns;
    this.kernel = kernel;
    this.context = context;
    this.leads = leads;
    this.phones = phones;
    this.apart = new TellingApart(kernel, context);
    this.hidden = context.actor().grants().maskedFieldsOf(Feature.LEAD);
  }

  @Override
  public Outcome<DuplicateCheck> check(LeadDraft draft) {
    return whileWriting(draft, null);
  }

  @Override
  public Outcome<DuplicateCheck> whileWriting(LeadDraft draft, @Nullable LeadId of) {
    return Permits.require(
            context.actor(),
            VIEW,
            () -> of == null ? Outcome.done(draft) : leads.get(of).map(lead -> draft))
        .map(seen -> turns.inTurn(() -> check(seen(readable(draft)), of)));
  }

  @Override
  public Outcome<DuplicateCheck> check(LeadId lead) {
    return leads
        .get(lead)
        .map(view ->
            view.revision().isDeleted()
                ? DuplicateCheck.NOTHING
                : turns.inTurn(() -> check(seen(view.values()), lead)));
  }

  @Override
  public Outcome<DistinctPair> tellApart(LeadId one, LeadId other) {
    return apart.tellApart(MergeKind.LEAD, one.value(), other.value());
  }

  @Override
  public Outcome<DistinctPair> takeBack(DistinctPairId id) {
    return apart.takeBack(id);
  }

  @Override
  public Outcome<List<DistinctPair>> toldApart(LeadId lead) {
    return leads.get(lead).map(view -> apart.of(lead.value()));
  }

  @Override
  public Outcome<DuplicateThresholds> thresholds() {
    return new Thresholds(kernel, context).read();
  }

  @Override
  public Outcome<DuplicateThresholds> setThresholds(DuplicateThresholds.Settings settings) {
    return new Thresholds(kernel, context).set(settings);
  }

  /** As the lead would be kept if that is possible, so that numbers are compared in one form. */
  private Map<LeadField, String> readable(LeadDraft draft) {
    return draft.read(phones) instanceof Outcome.Done<LeadContent>(var content)
        ? LeadDraft.of(content).values()
        : draft.values();
  }

  /** A field that is hidden from the actor must not be guessed by asking whether it matches. */
  private Map<LeadField, String> seen(Map<LeadField, String> values) {
    return Maps.filterKeys(values, f -> !hidden.contains(f.code()));
  }

  private DuplicateCheck check(Map<LeadField, String> values, @Nullable LeadId asked) {
    Fingerprint own = Fingerprint.of(Candidate.subject(values));
    Set<UUID> distinct =
        asked == null ? Set.of() : kernel.storage().distinctPairs().toldApartFrom(asked.value());
    Visibility visible = Visibility.of(context.actor(), VIEW);
    List<Candidate> candidates =
        kernel.storage().blockingKeys().candidates(own.blockingKeys(), asked, Alike.COMPARED);
    if (candidates.isEmpty()) {
      return DuplicateCheck.NOTHING;
    }
    return new Alike(kernel.storage().duplicateThresholds().matcher(), visible)
        .check(
            own,
            candidates.stream()
                .filter(c -> !distinct.contains(c.id().value()))
                .map(c -> c.without(hidden))
                .map(c ->
                    new Alike.Possible(
                        c.id().value(),
                        c.owner(),
                        c.name(),
                        c.values().get(LeadField.COMPANY),
                        Fingerprint.of(Candidate.subject(c.values())))));
  }
}
