package dev.kith.crm.application.scoring.tracking;

import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.intake.consent.ConsentFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.scoring.engagement.EngagementStore;
import dev.kith.crm.application.scoring.ledger.Settling;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.tracking.Visitor;
import dev.kith.crm.domain.scoring.tracking.VisitorEvent;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.domain.scoring.tracking.VisitorJoin;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has visitors be leads, and no longer. What a visitor did stays theirs; a lead gets a copy of it,
 * which goes when the join is taken back, wherever merges have brought it. Ledgers follow by lines
 * of their own. Must be called within a run.
 */
final class Joins {

  static final String SOURCE = "Web tracking";

  private final Kernel kernel;
  private final Settling settling;
  private final ConsentFeature consents;
  private final TrackingStore store;
  private final EngagementStore engagements;

  Joins(Kernel kernel, Settling settling, ConsentFeature consents) {
    this.kernel = kernel;
    this.settling = settling;
    this.consents = consents;
    this.store = kernel.storage().tracking();
    this.engagements = kernel.storage().engagements();
  }

  /**
   * @param lead that stands for itself, and is not deleted
   * @param by who or what says so
   */
  Outcome<Visitor> join(Context context, VisitorId id, Lead lead, String by) {
    return locked(id)
        .then(visitor -> {
          LeadId known = visitor.lead();
          if (known != null) {
            return known.equals(lead.id())
                ? Outcome.done(visitor)
                : refused(
                    "visitor",
                    "joined-already",
                    "This visitor is another lead; take that back first.");
          }
          return agreed(visitor, lead).map(yes -> joined(context, visitor, lead, by));
        });
  }

  private Visitor joined(Context context, Visitor visitor, Lead lead, String by) {
    Visitor joined = visitor.of(lead.id());
    store.replaceAll(List.of(joined));
    store.addJoin(
        new VisitorJoin(kernel.ids().next(), visitor.id(), lead.id(), kernel.now(), by, null));
    int room =
        EngagementEvent.MOST - engagements.counts(Set.of(lead.id())).getOrDefault(lead.id(), 0);
    List<VisitorEvent> events = store.events(visitor.id(), Math.min(Tracking.MOST_EVENTS, room));
    // What was reported of it under the same id by a run that died is not there twice.
    Set<EngagementId> there = new HashSet<>();
    engagements
        .findAll(events.stream().map(VisitorEvent::id).toList())
        .forEach(event -> there.add(event.id()));
    List<EngagementEvent> copies =
        events.stream()
            .filter(event -> !there.contains(event.id()))
            .map(event -> event.of(lead.id()))
            .toList();
    if (!copies.isEmpty()) {
      engagements.addAll(copies);
      settling.settleAround(context, copies);
    }
    return joined;
  }

  /** The visitor's yes becomes the lead's, unless the lead has said no since. */
  private Outcome<Boolean> agreed(Visitor visitor, Lead lead) {
    Optional<ConsentEntry> last =
        saidBy(Set.of(lead.id()), kernel)
            .getOrDefault(lead.id(), ConsentLedger.EMPTY)
            .lastOf(Channel.WEB, Purpose.ANALYTICS, kernel.now());
    if (last.filter(entry -> !entry.isGrant())
        .filter(entry -> !entry.occurredAt().isBefore(visitor.consentedAt()))
        .isPresent()) {
      return refused(
          "visitor", "no-consent", "The lead said no to being looked at on web pages since.");
    }
    if (last.filter(ConsentEntry::isGrant).isPresent()) {
      return Outcome.done(true);
    }
    return consents
        .consents(Context.of(Actor.SYSTEM).causedBy("visitor/" + visitor.id()))
        .record(
            lead.id(),
            ConsentDraft.granted(Channel.WEB, Purpose.ANALYTICS, SOURCE, visitor.evidence())
                .at(visitor.consentedAt()))
        .map(history -> true);
  }

  /** What each of these leads said; an empty ledger for those that said nothing. */
  static Map<LeadId, ConsentLedger> saidBy(Set<LeadId> leads, Kernel kernel) {
    Map<LeadId, ConsentLedger> ledgers = new HashMap<>();
    leads.forEach(lead -> ledgers.put(lead, ConsentLedger.EMPTY));
    kernel.storage().consents().of(leads).stream()
        .collect(groupingBy(Consent::lead))
        .forEach((lead, lines) ->
            ledgers.put(lead, new ConsentLedger(lines.stream().map(Consent::entry).toList())));
    return ledgers;
  }

  Outcome<Visitor> forget(Context context, VisitorId id) {
    return locked(id)
        .then(visitor -> {
          LeadId lead = visitor.lead();
          return lead == null
              ? refused("visitor", "not-joined", "This visitor is nobody yet.")
              : Outcome.done(parted(context, visitor, lead));
        });
  }

  private Visitor parted(Context context, Visitor visitor, LeadId lead) {
    Instant now = kernel.now();
    Visitor parted = visitor.of(null);
    store.replaceAll(List.of(parted));
    store.joins(visitor.id()).stream()
        .filter(VisitorJoin::stands)
        .forEach(join -> store.replaceJoin(join.undone(now)));
    List<EngagementId> copies =
        store.events(visitor.id(), Tracking.MOST_EVENTS).stream().map(VisitorEvent::id).toList();
    Set<LeadId> concerned =
        ImmutableSet.<LeadId>builder().addAll(engagements.removeAll(copies)).add(lead).build();
    settling.settle(context, concerned);
    return parted;
  }

  private Outcome<Visitor> locked(VisitorId id) {
    return Outcome.found(
        store.lock(List.of(id)).stream().findFirst(), () -> NotFound.of("visitor", id.value()));
  }

  private static <T> Outcome<T> refused(String field, String code, String message) {
    return Outcome.refused(Invalid.of(Violation.at(field, code, message)));
  }
}
