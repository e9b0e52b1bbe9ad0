package dev.kith.crm.domain.account;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to accounts. */
public sealed interface AccountEvent extends DomainEvent {

  AccountId account();

  @Override
  default Subject subject() {
    return Account.subjectOf(account());
  }

  record Created(
      AccountId account,
      String name,
      List<InternetDomain> domains,
      @Nullable AccountId parent,
      @Nullable UserId owner)
      implements AccountEvent {
    public Created {
      domains = ImmutableList.copyOf(domains);
    }

    @Override
    public String type() {
      return "account.created.v1";
    }
  }

  /**
   * @param changed names of the fields that are different now, as in the API
   */
  record Edited(AccountId account, List<String> changed) implements AccountEvent {
    public Edited {
      changed = ImmutableList.copyOf(changed);
    }

    @Override
    public String type() {
      return "account.edited.v1";
    }
  }

  /** It belongs to another account now, or to none. */
  record Moved(AccountId account, @Nullable AccountId from, @Nullable AccountId to)
      implements AccountEvent {
    @Override
    public String type() {
      return "account.moved.v1";
    }
  }

  record Assigned(AccountId account, @Nullable UserId from, @Nullable UserId to)
      implements AccountEvent {
    @Override
    public String type() {
      return "account.assigned.v1";
    }
  }

  /**
   * It went on to another stage of its lifecycle.
   *
   * @param highWaterMark the highest stage that it ever came to, this one included
   * @param reason null where nobody said
   */
  record StageChanged(
      AccountId account, String from, String to, String highWaterMark, @Nullable String reason)
      implements AccountEvent {
    @Override
    public String type() {
      return "account.stage-changed.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return reason == null ? Map.of() : Map.of("reason", reason);
    }
  }

  /**
   * The time is up for which it may stay in its stage; once for each stay.
   *
   * @param enteredAt when it came there
   * @param upAt when the time was up
   */
  record StageOverdue(AccountId account, String stage, Instant enteredAt, Instant upAt)
      implements AccountEvent {
    @Override
    public String type() {
      return "account.stage-overdue.v1";
    }
  }

  record Noted(AccountId account, String text) implements AccountEvent {
    @Override
    public String type() {
      return "account.noted.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return Map.of("note", text);
    }
  }

  record Deleted(AccountId account) implements AccountEvent {
    @Override
    public String type() {
      return "account.deleted.v1";
    }
  }

  record Restored(AccountId account) implements AccountEvent {
    @Override
    public String type() {
      return "account.restored.v1";
    }
  }

  /** Several accounts became one; each of them is told, the winner and those that it took in. */
  record Merged(AccountId account, Merging merging) implements AccountEvent {
    @Override
    public String type() {
      return "account.merged.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return merging.remarks();
    }
  }

  /** One account became several again; each of them is told. */
  record MergeUndone(AccountId account, Merging merging) implements AccountEvent {
    @Override
    public String type() {
      return "account.merge-undone.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return merging.remarks();
    }
  }
}
