package dev.kith.crm.domain.contact;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to contacts. */
public sealed interface ContactEvent extends DomainEvent {

  ContactId contact();

  @Override
  default Subject subject() {
    return Contact.subjectOf(contact());
  }

  record Created(
      ContactId contact, String name, @Nullable AccountId account, @Nullable UserId owner)
      implements ContactEvent {
    @Override
    public String type() {
      return "contact.created.v1";
    }
  }

  /**
   * @param changed names of the fields that are different now, as in the API
   */
  record Edited(ContactId contact, List<String> changed) implements ContactEvent {
    public Edited {
      changed = ImmutableList.copyOf(changed);
    }

    @Override
    public String type() {
      return "contact.edited.v1";
    }
  }

  /** They work at another account now, or at none. */
  record Moved(ContactId contact, @Nullable AccountId from, @Nullable AccountId to)
      implements ContactEvent {
    @Override
    public String type() {
      return "contact.moved.v1";
    }
  }

  record Assigned(ContactId contact, @Nullable UserId from, @Nullable UserId to)
      implements ContactEvent {
    @Override
    public String type() {
      return "contact.assigned.v1";
    }
  }

  record Noted(ContactId contact, String text) implements ContactEvent {
    @Override
    public String type() {
      return "contact.noted.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return Map.of("note", text);
    }
  }

  record Deleted(ContactId contact) implements ContactEvent {
    @Override
    public String type() {
      return "contact.deleted.v1";
    }
  }

  record Restored(ContactId contact) implements ContactEvent {
    @Override
    public String type() {
      return "contact.restored.v1";
    }
  }

  /** Several contacts became one; each of them is told, the winner and those that it took in. */
  record Merged(ContactId contact, Merging merging) implements ContactEvent {
    @Override
    public String type() {
      return "contact.merged.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return merging.remarks();
    }
  }

  /** One contact became several again; each of them is told. */
  record MergeUndone(ContactId contact, Merging merging) implements ContactEvent {
    @Override
    public String type() {
      return "contact.merge-undone.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return merging.remarks();
    }
  }
}
