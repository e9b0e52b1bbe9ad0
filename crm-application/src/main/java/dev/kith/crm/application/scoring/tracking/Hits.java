package dev.kith.crm.application.scoring.tracking;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.scoring.engagement.EngagementFeature;
import dev.kith.crm.application.scoring.engagement.StandingLeads;
import dev.kith.crm.application.scoring.tracking.WebTracking.Hit;
import dev.kith.crm.application.scoring.tracking.WebTracking.LinkHit;
import dev.kith.crm.application.scoring.tracking.WebTracking.ViewHit;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.tracking.TrackedLink;
import dev.kith.crm.domain.scoring.tracking.Visitor;
import dev.kith.crm.domain.scoring.tracking.VisitorEvent;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Keeps what browsers of strangers did: any number of hits by a handful of statements. */
final class Hits {

  private final Kernel kernel;
  private final EngagementFeature engagement;
  private final Joins joins;
  private final TrackingStore store;

  Hits(Kernel kernel, EngagementFeature engagement, Joins joins) {
    this.kernel = kernel;
    this.engagement = engagement;
    this.joins = joins;
    this.store = kernel.storage().tracking();
  }

  /** All of them, or none if it throws. What cannot count is left out without a word. */
  void keep(List<Hit> hits) {
    Context context = Context.of(Actor.SYSTEM).causedBy("web tracking");
    kernel
        .transactions()
        .always(() -> {
          List<EngagementDraft> links = new ArrayList<>();
          List<ViewHit> views = new ArrayList<>();
          for (Hit hit : hits) {
            switch (hit) {
              case LinkHit(EngagementDraft draft) -> links.add(draft);
              case ViewHit view -> views.add(view);
            }
          }
          links(context, links);
          views(context, views);
          return hits;
        });
  }

  private void links(Context context, List<EngagementDraft> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    Map<LeadId, ConsentLedger> said =
        Joins.saidBy(drafts.stream().map(EngagementDraft::lead).collect(toImmutableSet()), kernel);
    List<EngagementDraft> wanted =
        drafts.stream()
            .filter(draft ->
                said(said, draft.lead(), Channel.EMAIL).filter(e -> !e.isGrant()).isEmpty())
            .toList();
    // Those of leads that are gone, or have too many already, are refused one by one.
    engagement.engagements(context).recordAll(wanted).orElseThrow();
  }

  private Optional<ConsentEntry> said(
      Map<LeadId, ConsentLedger> ledgers, LeadId lead, Channel channel) {
    return ledgers
        .getOrDefault(lead, ConsentLedger.EMPTY)
        .lastOf(channel, Purpose.ANALYTICS, kernel.now());
  }

  private void views(Context context, List<ViewHit> hits) {
    if (hits.isEmpty()) {
      return;
    }
    Map<VisitorId, Visitor> visitors = visitors(hits);
    List<VisitorEvent> fresh = fresh(hits);
    store.addEvents(fresh);
    copied(context, fresh, visitors);
    for (ViewHit hit : hits) {
      TrackedLink identity = hit.identity();
      if (identity != null) {
        Map<LeadId, Lead> leads = StandingLeads.of(kernel, List.of(identity.lead()));
        Lead found = leads.get(identity.lead());
        Lead lead = found == null ? null : StandingLeads.winner(found, leads);
        if (lead != null && !lead.revision().isDeleted()) {
          // Who said no, or is another already, stays as it is.
          joins.join(context, hit.event().visitor(), lead, "A link in " + identity.mail());
        }
      }
    }
  }

  /** Those who reported, as they are now; new ones are kept. */
  private Map<VisitorId, Visitor> visitors(List<ViewHit> hits) {
    Map<VisitorId, Visitor> now = new TreeMap<>();
    store
        .lock(hits.stream().map(hit -> hit.event().visitor()).collect(toImmutableSet()))
        .forEach(visitor -> now.put(visitor.id(), visitor));
    Set<VisitorId> known = new HashSet<>(now.keySet());
    for (ViewHit hit : hits) {
      Instant at = hit.event().recordedAt();
      VisitorId id = hit.event().visitor();
      Visitor visitor = now.get(id);
      now.put(
          id, visitor == null ? new Visitor(id, at, hit.consent(), at, null) : visitor.seen(at));
    }
    store.replaceAll(now.values().stream().filter(v -> known.contains(v.id())).toList());
    store.addAll(now.values().stream().filter(v -> !known.contains(v.id())).toList());
    return now;
  }

  /** What is new of it, as far as there is room for each visitor. */
  private List<VisitorEvent> fresh(List<ViewHit> hits) {
    Map<EngagementId, VisitorEvent> byId = new LinkedHashMap<>();
    hits.forEach(hit -> byId.putIfAbsent(hit.event().id(), hit.event()));
    store.known(byId.keySet()).forEach(byId::remove);
    Map<VisitorId, Integer> counts =
        new TreeMap<>(
            store.counts(
                byId.values().stream().map(VisitorEvent::visitor).collect(toImmutableSet())));
    return byId.values().stream()
        .filter(event -> counts.merge(event.visitor(), 1, Integer::sum) <= Tracking.MOST_EVENTS)
        .toList();
  }

  /** What visitors do that are leads counts for these at once, while they agree. */
  private void copied(Context context, List<VisitorEvent> fresh, Map<VisitorId, Visitor> visitors) {
    Map<VisitorEvent, LeadId> joined = new LinkedHashMap<>();
    for (VisitorEvent event : fresh) {
      LeadId lead = Objects.requireNonNull(visitors.get(event.visitor())).lead();
      if (lead != null) {
        joined.put(event, lead);
      }
    }
    if (joined.isEmpty()) {
      return;
    }
    Map<LeadId, Lead> leads = StandingLeads.of(kernel, Set.copyOf(joined.values()));
    Set<LeadId> standing = new HashSet<>();
    leads.values().forEach(lead -> standing.add(StandingLeads.winner(lead, leads).id()));
    Map<LeadId, ConsentLedger> said = Joins.saidBy(standing, kernel);
    Map<LeadId, Integer> room = new TreeMap<>(Comparator.comparing(LeadId::value));
    Map<LeadId, Integer> counts = kernel.storage().engagements().counts(standing);
    List<EngagementEvent> copies = new ArrayList<>();
    joined.forEach((event, id) -> {
      Lead found = leads.get(id);
      Lead lead = found == null ? null : StandingLeads.winner(found, leads);
      if (lead != null
          && !lead.revision().isDeleted()
          && said(said, lead.id(), Channel.WEB).filter(ConsentEntry::isGrant).isPresent()
          && room.merge(lead.id(), 1, Integer::sum)
              <= EngagementEvent.MOST - counts.getOrDefault(lead.id(), 0)) {
        copies.add(event.of(lead.id()));
      }
    });
    engagement.keep(context, copies, leads);
  }
}
