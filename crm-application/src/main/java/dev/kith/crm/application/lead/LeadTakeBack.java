package dev.kith.crm.application.lead;

import static java.util.stream.Collectors.toMap;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.BroughtAlong.Brought;
import dev.kith.crm.application.lead.BroughtAlong.Known;
import dev.kith.crm.application.lead.LeadMatches.Keys;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.application.lead.LeadUpserts.TakenBack;
import dev.kith.crm.application.lead.LeadUpserts.Trace;
import dev.kith.crm.application.lead.SaidByLeads.Saying;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.lead.ConsentSummary.Consent;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.lead.Uniting;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Undoes what was done to leads, as far as nobody has edited them since. That the CRM itself has
 * enriched them meanwhile is nobody's edit.
 */
final class LeadTakeBack {

  private final Kernel kernel;
  private final Context context;
  private final PhoneReader phones;
  private final LeadBatch batch;
  private final BroughtAlong along;
  private final List<DomainEvent> moved = new ArrayList<>();
  private Map<Subject, Long> edited = Map.of();

  LeadTakeBack(
      Kernel kernel, Context context, PhoneReader phones, LeadBatch batch, BroughtAlong along) {
    this.kernel = kernel;
    this.context = context;
    this.phones = phones;
    this.batch = batch;
    this.along = along;
  }

  /**
   * What is left to be decided once it is known whose unique values are free.
   *
   * @param undoes whether anything of the lead's content becomes another
   * @param touched what becomes of touches of the lead
   * @param saying where and when what it says of consent was said
   */
  private record Draft(
      Trace trace,
      @Nullable Lead lead,
      Outcome<LeadContent> wanted,
      boolean undoes,
      List<Kept> kept,
      Optional<DomainEvent> touched,
      Saying saying) {

    /** Whether nothing of what was done can be undone. */
    boolean allKept() {
      return !kept.isEmpty() && !undoes && touched.isEmpty();
    }
  }

  List<TakenBack> of(List<Trace> traces) {
    LeadStore store = kernel.storage().leads();
    Map<LeadId, Lead> leads =
        store.findAll(traces.stream().map(Trace::lead).toList()).stream()
            .collect(toMap(Lead::id, Function.identity()));
    edited =
        kernel
            .storage()
            .audit()
            .lastBesides(
                traces.stream()
                    .filter(t -> isNewer(leads.get(t.lead()), t))
                    .map(t -> Lead.subjectOf(t.lead()))
                    .toList(),
                Actor.SYSTEM.id().value(),
                LeadFeature.ENRICH);
    Known known =
        along.known(
            traces.stream()
                .filter(trace -> !trace.created() && trace.changed(BroughtAlong.TOUCH))
                .map(Trace::lead)
                .toList());
    List<Draft> drafts = traces.stream().map(t -> draft(t, leads.get(t.lead()), known)).toList();
    List<Keys> keys = new ArrayList<>();
    drafts.forEach(draft -> draft.wanted().map(c -> keys.add(Keys.of(c, Set.of()))));
    LeadMatches matches = LeadMatches.find(store, keys, Set.of());
    return drafts.stream().map(draft -> takenBack(draft, matches)).toList();
  }

  /** After the leads are saved. */
  void save() {
    along.keep(moved);
  }

  private static boolean isNewer(@Nullable Lead lead, Trace trace) {
    return lead != null && lead.revision().version() > leftAt(trace);
  }

  /** Every version of a lead has one entry in its trail, at the position of its number. */
  private boolean isEdited(Lead lead, Trace trace) {
    return isNewer(lead, trace) && edited.getOrDefault(lead.subject(), 0L) > leftAt(trace);
  }

  private static long leftAt(Trace trace) {
    return trace.created() ? 1 : trace.version();
  }

  private Draft draft(Trace trace, @Nullable Lead lead, Known known) {
    List<Kept> kept = new ArrayList<>();
    if (lead == null || trace.created()) {
      return new Draft(
          trace,
          lead,
          Outcome.refused(new LeadRefusal.Deleted(trace.lead().value())),
          false,
          kept,
          Optional.empty(),
          new Saying(batch.source(), null, null));
    }
    Optional<DomainEvent> touched = Optional.empty();
    Saying saying = new Saying(batch.source(), null, null);
    boolean taking = trace.done() == Trace.Done.PUT_ASIDE;
    @Nullable String evidence = null;
    LeadDraft draft = LeadDraft.of(lead.content());
    Map<String, String> now = lead.facts();
    for (FieldChange change : trace.changes()) {
      if (change.field().equals(LeadUpserts.DELETED)) {
        if (isEdited(lead, trace)) {
          kept.add(new Kept("", "edited-since", "Somebody has changed the lead since."));
        }
        continue;
      }
      if (change.field().equals(BroughtAlong.TOUCH)) {
        touched = touched(lead, change, known, kept);
        continue;
      }
      if (LeadUpserts.isBesidesConsents(change)) {
        saying = said(saying, change);
        continue;
      }
      LeadField field = LeadField.named(change.field()).orElseThrow();
      if (taking && field == LeadField.CONSENT_EVIDENCE) {
        evidence = change.before();
      } else if (!taking && field.isConsent()) {
        draft = unsaid(draft, field, change, now, kept);
      } else if (field.unites()) {
        // What somebody gave or took since is none of what is taken back.
        String text = now.get(field.code());
        draft = draft.with(field, Uniting.undoing(field, text, change.before(), change.after()));
        Uniting.changedSince(field, text, change.before(), change.after())
            .forEach(name ->
                kept.add(
                    new Kept(
                        change.field(),
                        "edited-since",
                        "Somebody has changed “" + name + "” since.")));
      } else if (Objects.equals(now.get(change.field()), change.after())) {
        draft = draft.with(field, change.before());
      } else {
        kept.add(new Kept(change.field(), "edited-since", "Somebody has changed this since."));
      }
    }
    if (taking) {
      draft = draft.provenBy(evidence, lead.content());
    }
    return new Draft(
        trace,
        lead,
        draft.read(phones),
        !draft.equals(LeadDraft.of(lead.content())),
        kept,
        touched,
        saying);
  }

  /** Of a row that was put aside; what is taken back says nothing. */
  private static Saying said(Saying saying, FieldChange change) {
    String text = change.before();
    if (text == null) {
      return saying;
    }
    return change.field().equals(LeadUpserts.CONSENT_AT)
        ? new Saying(saying.source(), Instant.parse(text), saying.proof())
        : new Saying(saying.source(), saying.at(), ConsentProof.parse(text));
  }

  /** To undo that a touch was not taken is to take it. */
  private static Optional<DomainEvent> touched(
      Lead lead, FieldChange change, Known known, List<Kept> kept) {
    if (change.before() == null) {
      Optional<DomainEvent> away =
          known.takenAway(lead.id(), Objects.requireNonNull(change.after()));
      if (away.isEmpty()) {
        kept.add(new Kept(change.field(), "edited-since", "The lead does not have it any more."));
      }
      return away;
    }
    return switch (known.added(lead.id(), Brought.of(change.before()))) {
      case Outcome.Done<Optional<DomainEvent>>(var event) -> {
        if (event.isEmpty()) {
          // Somebody has recorded it meanwhile: it is theirs, and stays when this is taken back.
          kept.add(new Kept(change.field(), "touch-known", "The lead has this touch already."));
        }
        yield event;
      }
      case Outcome.Refused<Optional<DomainEvent>>(var refusal) -> {
        kept.add(new Kept(change.field(), refusal.code(), refusal.detail()));
        yield Optional.empty();
      }
    };
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
    return draft.trace().created() ? removed(draft, lead) : restored(draft, lead, matches);
  }

  private TakenBack removed(Draft draft, Lead lead) {
    if (lead.revision().isDeleted()) {
      return lead.mergedInto() == null
          ? new TakenBack(true, false, List.of())
          : kept(refusal(new LeadRefusal.Merged(lead.id().value(), lead.mergedInto().value())));
    }
    if (isEdited(lead, draft.trace())) {
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
        List.of(),
        draft);
  }

  private TakenBack restored(Draft draft, Lead lead, LeadMatches matches) {
    if (draft.allKept()) {
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
                    .then(content -> lead.edit(content, kernel.now()))
                    .then(change -> Alongside.attached(lead, change, draft.touched()))),
        false,
        draft.kept(),
        draft);
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
            () ->
                draft
                    .wanted()
                    .then(content -> lead.deleteAs(content, kernel.now()))
                    .then(change -> Alongside.attached(lead, change, draft.touched()))),
        false,
        draft.kept(),
        draft);
  }

  private TakenBack saved(
      Lead lead,
      String intention,
      Outcome<Change<Lead>> decided,
      boolean removed,
      List<Kept> keptBesides,
      Draft draft) {
    return switch (decided) {
      case Outcome.Refused<Change<Lead>>(var refusal) -> kept(refusal(refusal));
      case Outcome.Done<Change<Lead>>(var change) -> {
        if (!change.next().equals(lead)) {
          batch.changed(lead, intention, change, draft.saying());
          draft.touched().ifPresent(moved::add);
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
