package dev.kith.crm.application.lead;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.shared.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does not tell who holds a unique value to somebody who may not see that lead. */
record Discretion(LeadStore store, Actor actor) {

  <T> Outcome<T> about(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Refused<T>(LeadRefusal.EmailTaken(var email, var holder))
          when isUnseen(holder) ->
          Outcome.refused(new LeadRefusal.EmailTaken(email, null));
      case Outcome.Refused<T>(LeadRefusal.ExternalIdTaken(var externalId, var holder))
          when isUnseen(holder) ->
          Outcome.refused(new LeadRefusal.ExternalIdTaken(externalId, null));
      case Outcome.Refused<T> refused -> refused;
      case Outcome.Done<T> done -> done;
    };
  }

  private boolean isUnseen(@Nullable UUID holder) {
    return holder != null
        && store
            .find(new LeadId(holder))
            .filter(l -> Visibility.of(actor, LeadService.VIEW).reaches(l.owner()))
            .isEmpty();
  }
}
