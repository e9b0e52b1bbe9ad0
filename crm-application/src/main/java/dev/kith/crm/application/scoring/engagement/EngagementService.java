package dev.kith.crm.application.scoring.engagement;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.application.scoring.ledger.Settling;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class EngagementService implements Engagements {

  private final Kernel kernel;
  private final Context context;
  private final Settling settling;
  private final EngagementStore store;
  private final LeadReach reach;

  EngagementService(Kernel kernel, Context context, Settling settling) {
    this.kernel = kernel;
    this.context = context;
    this.settling = settling;
    this.store = kernel.storage().engagements();
    this.reach = new LeadReach(kernel.storage().leads(), context.actor());
  }

  /** What became of reports, as it is remembered under an idempotency key. */
  record Receipts(List<Outcome<Receipt>> outcomes) {
    Receipts {
      outcomes = List.copyOf(outcomes);
    }
  }

  @Override
  public List<Violation> problemsOf(EngagementDraft event) {
    return event.read(kernel.now()).violations();
  }

  @Override
  public Outcome<Receipt> record(EngagementDraft event) {
    return kernel
        .idempotency()
        .once(
            context,
            "engagement.record",
            event,
            Receipt.class,
            () -> recorded(List.of(event)).getFirst());
  }

  @Override
  public Outcome<List<Outcome<Receipt>>> recordAll(List<EngagementDraft> events) {
    return events.size() > LARGEST_BATCH
        ? Outcome.refused(tooMany("items"))
        : kernel
            .idempotency()
            .once(
                context,
                "engagement.record-all",
                events,
                Receipts.class,
                () -> Outcome.done(new Receipts(recorded(events))))
            .map(Receipts::outcomes);
  }

  private static Invalid tooMany(String field) {
    return Invalid.of(
        Violation.at(field, "too-many", "At most " + LARGEST_BATCH + " go into one batch."));
  }

  private List<Outcome<Receipt>> recorded(List<EngagementDraft> drafts) {
    Instant now = kernel.now();
    Map<LeadId, Lead> leads = leads(drafts.stream().map(EngagementDraft::lead).toList());
    List<Outcome<EngagementEvent>> read =
        drafts.stream().map(draft -> read(draft, leads, now)).toList();
    Map<EngagementId, EngagementEvent> known = known(read);
    Room room = room(read, known);
    Map<EngagementId, EngagementEvent> fresh = new LinkedHashMap<>();
    Set<EngagementId> refused = new HashSet<>();
    for (Outcome<EngagementEvent> each : read) {
      if (each instanceof Outcome.Done<EngagementEvent>(var event)
          && !known.containsKey(event.id())
          && !fresh.containsKey(event.id())) {
        if (room.takes(event.lead())) {
          fresh.put(event.id(), event);
        } else {
          refused.add(event.id());
        }
      }
    }
    EngagementFeature.keep(kernel, settling, context, List.copyOf(fresh.values()), leads);
    // Those around an event have a say in who did it, so it is read again.
    Map<EngagementId, EngagementEvent> judged = new HashMap<>(byId(store.findAll(fresh.keySet())));
    judged.putAll(known);
    Set<EngagementId> told = new HashSet<>(known.keySet());
    return read.stream()
        .map(each ->
            each.then(event ->
                refused.contains(event.id()) && !told.contains(event.id())
                    ? Outcome.<Receipt>refused(full())
                    : Outcome.done(
                        receipt(
                            Objects.requireNonNull(judged.get(event.id())),
                            !told.add(event.id())))))
        .toList();
  }

  private static Receipt receipt(EngagementEvent event, boolean duplicate) {
    return new Receipt(
        event.id(), event.lead(), duplicate, event.verdict(), event.judgement().signals());
  }

  private static Invalid full() {
    return Invalid.of(
        Violation.at(
            "lead", "too-many", "At most " + EngagementEvent.MOST + " events of a lead are kept."));
  }

  private Map<EngagementId, EngagementEvent> known(List<Outcome<EngagementEvent>> read) {
    Set<EngagementId> ids = new HashSet<>();
    read.forEach(each -> {
      if (each instanceof Outcome.Done<EngagementEvent>(var event)) {
        ids.add(event.id());
      }
    });
    return byId(store.findAll(ids));
  }

  private static Map<EngagementId, EngagementEvent> byId(List<EngagementEvent> events) {
    return events.stream().collect(toImmutableMap(EngagementEvent::id, event -> event));
  }

  /** How many more events of each lead can be kept. */
  private record Room(Map<LeadId, Integer> left) {
    boolean takes(LeadId lead) {
      return left.merge(lead, -1, Integer::sum) >= 0;
    }
  }

  private Room room(List<Outcome<EngagementEvent>> read, Map<EngagementId, EngagementEvent> known) {
    Set<LeadId> leads = new HashSet<>();
    read.forEach(each -> {
      if (each instanceof Outcome.Done<EngagementEvent>(var event)
          && !known.containsKey(event.id())) {
        leads.add(event.lead());
      }
    });
    Map<LeadId, Integer> kept = store.counts(leads);
    Map<LeadId, Integer> left = new HashMap<>();
    leads.forEach(lead -> left.put(lead, EngagementEvent.MOST - kept.getOrDefault(lead, 0)));
    return new Room(left);
  }

  /** The event, of the lead that stands for the one that was named. */
  private Outcome<EngagementEvent> read(
      EngagementDraft draft, Map<LeadId, Lead> leads, Instant now) {
    Lead asked = leads.get(draft.lead());
    return reach
        .of(draft.lead(), asked, Action.EDIT)
        .map(lead -> StandingLeads.winner(lead, leads))
        .then(lead ->
            lead.revision().isDeleted()
                ? Outcome.<Lead>refused(new LeadRefusal.Deleted(draft.lead().value()))
                : Outcome.done(lead))
        .then(lead -> draft.read(now).map(event -> event.of(lead.id())));
  }

  @Override
  public Outcome<List<EngagementEvent>> reclassify(
      Collection<EngagementId> ids, @Nullable Verdict verdict) {
    return ids.size() > LARGEST_BATCH
        ? Outcome.refused(tooMany("ids"))
        : kernel
            .idempotency()
            .once(
                context,
                "engagement.reclassify " + verdict,
                ids,
                Reclassified.class,
                () -> reclassified(ids, verdict).map(Reclassified::new))
            .map(Reclassified::events);
  }

  /** Events, as they are remembered under an idempotency key. */
  record Reclassified(List<EngagementEvent> events) {
    Reclassified {
      events = List.copyOf(events);
    }
  }

  private Map<LeadId, Lead> leads(Collection<LeadId> ids) {
    return StandingLeads.of(kernel, ids);
  }

  private Outcome<List<EngagementEvent>> reclassified(
      Collection<EngagementId> ids, @Nullable Verdict verdict) {
    Map<EngagementId, EngagementEvent> found = byId(store.findAll(ids));
    Map<LeadId, Lead> leads = leads(found.values().stream().map(EngagementEvent::lead).toList());
    for (EngagementId id : ids) {
      EngagementEvent event = found.get(id);
      if (event == null) {
        return Outcome.refused(new NotFound("engagement event", id.value()));
      }
      Outcome<Lead> reached = reach.of(event.lead(), leads.get(event.lead()), Action.EDIT);
      if (reached instanceof Outcome.Refused<Lead>(var refusal)) {
        return Outcome.refused(
            refusal instanceof NotFound ? new NotFound("engagement event", id.value()) : refusal);
      }
    }
    store.judgeAll(found.values().stream().map(event -> event.told(verdict)).toList());
    settling.settle(context, found.values().stream().map(EngagementEvent::lead).toList());
    Map<EngagementId, EngagementEvent> now = byId(store.findAll(ids));
    return Outcome.done(
        ids.stream().distinct().map(now::get).map(Objects::requireNonNull).toList());
  }

  @Override
  public Outcome<List<EngagementEvent>> of(LeadId lead, @Nullable EngagementId before, int limit) {
    return reach
        .find(lead, Action.VIEW)
        .then(found -> {
          int most = Math.min(limit, MOST_LISTED);
          return before == null
              ? Outcome.done(store.latest(lead, null, most))
              : store.findAll(List.of(before)).stream()
                  .filter(event -> event.lead().equals(lead))
                  .findFirst()
                  .map(last -> Outcome.done(store.latest(lead, last, most)))
                  .orElseGet(() ->
                      Outcome.refused(
                          Invalid.of(
                              Violation.at(
                                  "before", "unknown", "The lead has no event of this id."))));
        });
  }
}
