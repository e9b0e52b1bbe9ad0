package dev.kith.crm.application.account;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with accounts. Every intention is one transaction, checked against the actor's
 * permissions, written to the audit trail and announced as events; with an idempotency key it
 * happens once, with an expected version only on that version.
 *
 * <p>Each can be refused with {@code forbidden}, those on an account also with {@code not-found},
 * {@code stale-version}, {@code account-deleted} and {@code account-merged}; what else is possible
 * stands at the method.
 */
public interface Accounts {

  /**
   * An account as somebody wrote it down. Without an owner it belongs to nobody, unless the actor
   * can only see their own.
   */
  record Create(AccountDraft draft, @Nullable UserId owner) {
    public Create(AccountDraft draft) {
      this(draft, null);
    }
  }

  /**
   * Fields to change: a present text replaces the field, an empty one clears it; what is not named
   * stays.
   */
  record Edit(Map<AccountField, Optional<String>> fields) {
    public Edit {
      fields = ImmutableMap.copyOf(fields);
    }
  }

  /**
   * Where an account is to go in its lifecycle.
   *
   * @param to the key of the stage
   */
  record Transition(String to, @Nullable String reason) {}

  /**
   * Every problem that creating this account would find in the draft itself; empty if it is good.
   * Nothing is done.
   */
  List<Violation> problemsOf(AccountDraft draft);

  /**
   * Refused with {@code invalid}, {@code account-domain-taken}, {@code account-external-id-taken},
   * {@code unknown-parent}, {@code account-too-deep}, {@code unknown-owner}. Needs {@code
   * account:create}.
   */
  Outcome<Account> create(Create command);

  /**
   * Refused with {@code invalid}, {@code account-domain-taken}, {@code account-external-id-taken},
   * {@code unknown-parent}, {@code account-circular}, {@code account-too-deep}. Needs {@code
   * account:edit}.
   */
  Outcome<Account> edit(AccountId id, Edit command);

  /**
   * Gives the account to a user, or to nobody. Refused with {@code unknown-owner}. Needs {@code
   * account:assign}.
   */
  Outcome<Account> assign(AccountId id, @Nullable UserId owner);

  /**
   * Gives the account to somebody of a pool; where nobody can take it, it stays with whom it is.
   * Which it was, and why, is told by {@link dev.kith.crm.application.assignment.Assignments}.
   * Needs {@code account:assign} and {@code assignment:view}. Refused with {@code not-found} also
   * for the pool, and {@code pool-inactive}.
   */
  Outcome<Account> assignFrom(AccountId id, AssignmentPoolId pool);

  /**
   * Writes a note on the account's timeline. Refused with {@code invalid}. Needs {@code
   * account:edit}.
   */
  Outcome<Account> note(AccountId id, @Nullable String text);

  /**
   * Goes on to another stage of the lifecycle; an account that is in it stays as it is. Refused
   * with {@code invalid-transition}, which names the ways that there are, {@code
   * transition-requirements}, which names everything that is needed besides, and {@code invalid}.
   * Needs {@code account:edit}, and for some ways {@code account:administer}.
   */
  Outcome<Account> transition(AccountId id, Transition command);

  /**
   * Into the bin. Refused with {@code account-has-children}. Needs {@code account:delete}, as does
   * restoring. A deleted account stays deleted, without an error.
   */
  Outcome<Account> delete(AccountId id);

  /**
   * Out of the bin, below its parent, or below none if that lies in the bin itself. Refused with
   * {@code account-domain-taken} or {@code account-external-id-taken} if somebody took a domain or
   * the id meanwhile, and with {@code account-too-deep}.
   */
  Outcome<Account> restore(AccountId id);
}
