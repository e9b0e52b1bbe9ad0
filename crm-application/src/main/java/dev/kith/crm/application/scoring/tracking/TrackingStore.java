package dev.kith.crm.application.scoring.tracking;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.tracking.Visitor;
import dev.kith.crm.domain.scoring.tracking.VisitorEvent;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.domain.scoring.tracking.VisitorJoin;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps visitors, what they did, and the journal of who they were held to be. */
public interface TrackingStore {

  /**
   * Adds visitors.
   *
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if one is there after all;
   *     the run is then undone and repeated
   */
  void addAll(List<Visitor> visitors);

  /** Replaces visitors that are there. */
  void replaceAll(List<Visitor> visitors);

  /** Those of these that there are, in any order. */
  List<Visitor> findAll(Collection<VisitorId> ids);

  /** Those that were seen last, the latest first. */
  List<Visitor> latest(int limit);

  /**
   * Those of these that there are, in the order of their ids; nobody else changes them until the
   * run ends.
   */
  List<Visitor> lock(Collection<VisitorId> ids);

  /**
   * Adds new events.
   *
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if one of that id is there
   *     after all; the run is then undone and repeated
   */
  void addEvents(List<VisitorEvent> events);

  /** Which of these ids events have. */
  Set<EngagementId> known(Collection<EngagementId> ids);

  /** How many events each of these visitors has; none where it has none. */
  Map<VisitorId, Integer> counts(Collection<VisitorId> visitors);

  /** The latest events of a visitor, in the reverse of {@link VisitorEvent#ORDER}. */
  List<VisitorEvent> events(VisitorId visitor, int limit);

  void addJoin(VisitorJoin join);

  void replaceJoin(VisitorJoin join);

  /** The journal of a visitor, the latest line first. */
  List<VisitorJoin> joins(VisitorId visitor);

  /** The journals of all visitors that were once held to be this lead, the latest line first. */
  List<VisitorJoin> joins(LeadId lead);

  /** Removes a visitor with all that is kept of it; the journal stays without it. */
  void remove(VisitorId visitor);

  /**
   * Removes visitors that are nobody, and were last seen before a moment, with what they did.
   *
   * @return how many visitors were removed
   */
  int removeUnknownBefore(Instant moment, int limit);
}
