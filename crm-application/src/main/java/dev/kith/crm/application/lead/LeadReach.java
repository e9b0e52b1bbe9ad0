package dev.kith.crm.application.lead;

import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The leads that somebody reaches. A lead that they may not see is refused as if there were none;
 * one that they see, but not reach with the action, is forbidden. Deleted leads are reached as
 * others are.
 */
public record LeadReach(LeadStore store, Actor actor) {

  public Outcome<Lead> find(LeadId id, Action action) {
    return of(id, store.find(id).orElse(null), action);
  }

  /**
   * @param found what the store has under the id
   */
  public Outcome<Lead> of(LeadId id, @Nullable Lead found, Action action) {
    return found == null ? Outcome.refused(NotFound.of("lead", id.value())) : of(found, action);
  }

  public Outcome<Lead> of(Lead lead, Action action) {
    return Permits.requireOn(
        actor, Feature.LEAD, action, lead.subject(), lead.owner(), () -> Outcome.done(lead));
  }
}
