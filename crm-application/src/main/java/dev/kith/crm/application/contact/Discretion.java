package dev.kith.crm.application.contact;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal.EmailTaken;
import dev.kith.crm.domain.contact.ContactRefusal.ExternalIdTaken;
import dev.kith.crm.domain.shared.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does not tell who holds a unique value to somebody who may not see that contact. */
record Discretion(ContactStore store, Visibility visible) {

  <T> Outcome<T> about(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Refused<T>(EmailTaken(var email, var holder)) when isUnseen(holder) ->
          Outcome.refused(new EmailTaken(email, null));
      case Outcome.Refused<T>(ExternalIdTaken(var id, var holder)) when isUnseen(holder) ->
          Outcome.refused(new ExternalIdTaken(id, null));
      case Outcome.Refused<T> refused -> refused;
      case Outcome.Done<T> done -> done;
    };
  }

  private boolean isUnseen(@Nullable UUID holder) {
    return holder != null
        && store
            .find(new ContactId(holder))
            .filter(contact -> visible.reaches(contact.owner()))
            .isEmpty();
  }
}
