package dev.kith.crm.application.lead;

import static java.util.stream.Collectors.toMap;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadMatches.Keys;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.application.lead.LeadUpserts.TakenBack;
import dev.kith.crm.application.lead.LeadUpserts.Trace;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.ConsentSummary.Consent;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadDraft.PhoneReader;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Undoes what was done to leads, as far as nobody has edited them since. */
final class LeadTakeBack {

  private final Kernel kernel;
  private final Context context;
  private final PhoneReader phones;
  private final LeadBatch batch;

  LeadTakeBack(Kernel kernel, Context context, PhoneReader phones, LeadBatch batch) {
    this.kernel = kernel;
    this.context = context;
    this.phones = phones;
    this.batch = batch;
  }

  /** What is left to be decided once it is known whose unique values are free. */
  private record Draft(
      Trace trace, @Nullable Lead lead, Outcome<LeadContent> wanted, List<Kept> kept) {}

  List<TakenBack> of(List<Trace> traces) {
    LeadStore store = kernel.storage().leads();
    Map<LeadId, Lead> leads =
        store.findAll(traces.stream().map(Trace::lead).toList()).stream()
            .collect(toMap(Lead::id, Function.identity()));
    List<Draft> drafts = traces.stream().map(t -> draft(t, leads.get(t.lead()))).toList();
    List<Keys> keys = new ArrayList<>();
    drafts.forEach(draft -> draft.wanted().map(c -> keys.add(Keys.of(c, Set.of()))));
    LeadMatches matches = LeadMatches.find(store, keys, Set.of());
    return drafts.stream().map(draft -> takenBack(draft, matches)).toList();
  }

  private Draft draft(Trace trace, @Nullable Lead lead) {
    List<Kept> kept = new ArrayList<>();
    if (lead == null || trace.created()) {
      return new Draft(
          trace, lead, Outcome.refused(new LeadRefusal.Deleted(trace.lead().value())), kept);
    }
    LeadDraft draft = LeadDraft.of(lead.content());
    Map<String, String> now = lead.facts();
    for (FieldChange change : trace.changes()) {
      if (change.field().equals(LeadUpserts.DELETED)) {
        if (lead.revision().version() != trace.version()) {
          kept.add(new Kept("", "edited-since", "Somebody has changed the lead since."));
        }
        continue;
      }
      LeadField field = LeadField.named(change.field()).orElseThrow();
      if (field.isConsent()) {
        draft = unsaid(draft, field, change, now, kept);
      } else if (Objects.equals(now.get(change.field()), change.after())) {
        draft = draft.with(field, change.before());
      } else {
        kept.add(new Kept(change.field(), "edited-since", "Somebody has changed this since."));
      }
    }
    return new Draft(trace, lead, draft.read(phones), kept);
  }

  /** What was said cannot be unsaid: a yes that should not have come is withdrawn, a no stays. */
  private static LeadDraft unsaid(
      LeadDraft draft,
      LeadField field,
      FieldChange change,
      Map<String, String> now,
      List<Kept> kept) {
    String granted = Consent.GRANTED.name();
    if (field == LeadField.CONSENT_EVIDENCE) {
      return draft;
    }
    if (granted.equals(change.after()) && granted.equals(now.get(field.code()))) {
      return draft.with(field, Consent.WITHDRAWN.name());
    }
    kept.add(new Kept(field.code(), "consent-stays", "What was said to being contacted stays."));
    return draft;
  }

  private TakenBack takenBack(Draft draft, LeadMatches matches) {
    Lead lead = draft.lead();
    if (lead == null) {
      return kept(new Kept("", "lead-gone", "The lead is not there any more."));
    }
    return draft.trace().created() ? removed(lead) : restored(draft, lead, matches);
  }

  private TakenBack removed(Lead lead) {
    if (lead.revision().isDeleted()) {
      return lead.mergedInto() == null
          ? new TakenBack(true, false, List.of())
          : kept(refusal(new LeadRefusal.Merged(lead.id().value(), lead.mergedInto().value())));
    }
    if (lead.revision().version() > 1) {
      return kept(new Kept("", "edited-since", "Somebody has changed the lead since."));
    }
    return saved(
        lead,
        "lead.delete",
        Permits.requireOn(
            context.actor(),
            Feature.LEAD,
            Action.DELETE,
            lead.subject(),
            lead.owner(),
            () -> lead.delete(kernel.now())),
        true,
        List.of());
  }

  private TakenBack restored(Draft draft, Lead lead, LeadMatches matches) {
    if (draft.kept().size() == draft.trace().changes().size()) {
      return new TakenBack(false, false, draft.kept());
    }
    boolean touched = draft.kept().stream().anyMatch(kept -> kept.field().isEmpty());
    if (draft.trace().cameFromBin() && !touched) {
      return putBack(draft, lead);
    }
    return saved(
        lead,
        "lead.edit",
        Permits.requireOn(
            context.actor(),
            Feature.LEAD,
            Action.EDIT,
            lead.subject(),
            lead.owner(),
            () ->
                draft
                    .wanted()
                    .then(content -> unlessHeld(content, lead, matches))
                    .then(content -> lead.edit(content, kernel.now()))),
        false,
        draft.kept());
  }

  private TakenBack putBack(Draft draft, Lead lead) {
    return saved(
        lead,
        "lead.delete",
        Permits.requireOn(
            context.actor(),
            Feature.LEAD,
            Action.DELETE,
            lead.subject(),
            lead.owner(),
            () -> draft.wanted().then(content -> lead.deleteAs(content, kernel.now()))),
        false,
        draft.kept());
  }

  private TakenBack saved(
      Lead lead,
      String intention,
      Outcome<Change<Lead>> decided,
      boolean removed,
      List<Kept> keptBesides) {
    return switch (decided) {
      case Outcome.Refused<Change<Lead>>(var refusal) -> kept(refusal(refusal));
      case Outcome.Done<Change<Lead>>(var change) -> {
        if (!change.next().equals(lead)) {
          batch.changed(lead, intention, change);
        }
        yield new TakenBack(removed, !removed, keptBesides);
      }
    };
  }

  private static Outcome<LeadContent> unlessHeld(
      LeadContent content, Lead lead, LeadMatches matches) {
    for (var key : Keys.of(content, Set.of()).texts().entrySet()) {
      MatchKey kind = key.getKey();
      if (matches.having(kind, key.getValue()).stream().anyMatch(l -> !l.id().equals(lead.id()))) {
        return Outcome.refused(LeadUpsertService.taken(kind, content, null));
      }
    }
    return Outcome.done(content);
  }

  private static Kept refusal(Refusal refusal) {
    return new Kept("", refusal.code(), refusal.detail());
  }

  private static TakenBack kept(Kept kept) {
    return new TakenBack(false, false, List.of(kept));
  }
}
