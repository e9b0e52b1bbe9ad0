package dev.kith.crm.application.account;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of accounts. List, single read, search, count and hierarchy show the same
 * accounts: those that the actor reaches with {@code account:view}.
 */
public interface AccountQueries {

  /** So many accounts of a hierarchy are shown below one. */
  int MOST_BELOW = 1_000;

  /** The fields that the actor may see; queries are checked against these. */
  FieldCatalogue<AccountView> fields();

  /**
   * Deleted accounts are found too: {@link AccountView#revision()} tells. Refused with {@code
   * not-found}.
   */
  Outcome<AccountView> get(AccountId id);

  /** The account that this one stands for: itself, or what it was merged into at last. */
  AccountId standsFor(AccountView account);

  /** An account that one of the actor's own commands has answered, as this actor may see it. */
  AccountView shown(Account account);

  /**
   * Refused with {@code forbidden}, or {@code invalid} for a field that is hidden from the actor.
   */
  Outcome<Page<AccountView>> list(ListQuery query);

  /** What the account belongs to, and what belongs to it. Refused with {@code not-found}. */
  Outcome<Hierarchy> hierarchy(AccountId id);

  /**
   * Through which stages the account went, and where it can go. Refused with {@code not-found}; who
   * does not see stages is told of none.
   *
   * @param asOf only what was known at that moment; null for now
   */
  Outcome<AccountLifecycle> lifecycle(AccountId id, @Nullable Instant asOf);

  /**
   * Everything that happened to the account, and to those that became part of it, newest first.
   *
   * @param beforeEntry where the page before ended: its last entry; null for the newest
   */
  Outcome<List<AuditEntry>> timeline(AccountId id, @Nullable UUID beforeEntry, int limit);

  /**
   * An account among those above or below another.
   *
   * @param parent null at the top
   * @param name hidden where names are hidden from the reader
   * @param level 1 for the topmost of those above, and for those straight below
   */
  record Relative(AccountId id, @Nullable AccountId parent, String name, int level) {}

  /**
   * The accounts around one, as far as the reader may see them.
   *
   * @param above what it belongs to, the topmost first
   * @param below what belongs to it, level by level and then by name
   * @param more whether there are more below than are shown
   */
  record Hierarchy(AccountView account, List<Relative> above, List<Relative> below, boolean more) {
    public Hierarchy {
      above = ImmutableList.copyOf(above);
      below = ImmutableList.copyOf(below);
    }
  }
}
