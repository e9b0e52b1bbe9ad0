package dev.kith.crm.application.intake.attribution;

import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;

/** Keeps touches. Of one lead no two have the same key. */
public interface TouchStore {

  /**
   * Adds new touches.
   *
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if a lead has one of that key
   *     after all; the run is then undone and repeated
   */
  void addAll(List<Touch> touches);

  /** The touches of a lead, in any order. */
  List<Touch> of(LeadId lead);

  /** The touches of all these leads, in any order. */
  List<Touch> of(Collection<LeadId> leads);

  /** Takes touches away; those that are not there are left out. */
  void removeAll(Collection<TouchId> touches);

  /**
   * Gives the touches of one lead to another, except those whose key that one has already.
   *
   * @return those that were moved
   */
  List<TouchId> move(LeadId from, LeadId to);

  /** Gives those of these touches that are the one lead's to the other. */
  void moveBack(Collection<TouchId> touches, LeadId from, LeadId to);
}
