package dev.kith.crm.application.scoring.engagement;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps events of engagement. No two have the same id, whosever they are. */
public interface EngagementStore {

  /**
   * Adds new events.
   *
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if one of that id is there
   *     after all; the run is then undone and repeated
   */
  void addAll(List<EngagementEvent> events);

  /** Replaces what is believed of these events; all else of them never changes. */
  void judgeAll(List<EngagementEvent> events);

  /** Those of these that there are, in any order. */
  List<EngagementEvent> findAll(Collection<EngagementId> ids);

  /** The events of all these leads, in any order. */
  List<EngagementEvent> of(Collection<LeadId> leads);

  /** How many events each of these leads has; none where it has none. */
  Map<LeadId, Integer> counts(Collection<LeadId> leads);

  /**
   * The latest events of a lead, in the reverse of {@link EngagementEvent#ORDER}.
   *
   * @param before only what comes behind this event; null from the latest on
   */
  List<EngagementEvent> latest(LeadId lead, @Nullable EngagementEvent before, int limit);

  /**
   * How many leads have events of each {@link EngagementEvent#burst}; none where there are none.
   */
  Map<String, Integer> recipients(Collection<String> bursts);

  /**
   * Whose events of these bursts are not yet held to be of a gateway by {@link
   * dev.kith.crm.domain.scoring.engagement.Signal#MANY_RECIPIENTS}.
   */
  List<LeadId> unsuspected(Collection<String> bursts);

  /**
   * Gives the events of one lead to another.
   *
   * @return names of those that were moved, for {@link #moveBack}
   */
  List<UUID> move(LeadId from, LeadId to);

  /**
   * Removes those of these events that there are.
   *
   * @return whose they were
   */
  Set<LeadId> removeAll(Collection<EngagementId> ids);

  /** Gives those of these events that are the one lead's to the other. */
  void moveBack(Collection<UUID> moved, LeadId from, LeadId to);
}
