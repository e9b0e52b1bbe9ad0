package dev.kith.crm.application.contact;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with contacts, the people at accounts. Every intention is one transaction,
 * checked against the actor's permissions, written to the audit trail and announced as events; with
 * an idempotency key it happens once, with an expected version only on that version.
 *
 * <p>Each can be refused with {@code forbidden}, those on a contact also with {@code not-found},
 * {@code stale-version}, {@code contact-deleted} and {@code contact-merged}; what else is possible
 * stands at the method.
 */
public interface People {

  /**
   * A contact as somebody wrote it down. Without an owner it belongs to nobody, unless the actor
   * can only see their own.
   */
  record Create(ContactDraft draft, @Nullable UserId owner) {
    public Create(ContactDraft draft) {
      this(draft, null);
    }
  }

  /**
   * Fields to change: a present text replaces the field, an empty one clears it; what is not named
   * stays.
   */
  record Edit(Map<ContactField, Optional<String>> fields) {
    public Edit {
      fields = ImmutableMap.copyOf(fields);
    }
  }

  /**
   * Every problem that creating this contact would find in the draft itself; empty if it is good.
   * Nothing is done.
   */
  List<Violation> problemsOf(ContactDraft draft);

  /**
   * Refused with {@code invalid}, {@code contact-email-taken}, {@code contact-external-id-taken},
   * {@code unknown-account}, {@code unknown-owner}. Needs {@code contact:create}.
   */
  Outcome<Contact> create(Create command);

  /**
   * Refused with {@code invalid}, {@code contact-email-taken}, {@code contact-external-id-taken},
   * {@code unknown-account}. Needs {@code contact:edit}.
   */
  Outcome<Contact> edit(ContactId id, Edit command);

  /**
   * Somebody works at another account now, or at none. Refused with {@code unknown-account}. Needs
   * {@code contact:edit}.
   */
  Outcome<Contact> move(ContactId id, @Nullable AccountId account);

  /**
   * Gives the contact to a user, or to nobody. Refused with {@code unknown-owner}. Needs {@code
   * contact:assign}.
   */
  Outcome<Contact> assign(ContactId id, @Nullable UserId owner);

  /**
   * Gives the contact to somebody of a pool; where nobody can take it, it stays with whom it is.
   * Which it was, and why, is told by {@link dev.kith.crm.application.assignment.Assignments}.
   * Needs {@code contact:assign} and {@code assignment:view}. Refused with {@code not-found} also
   * for the pool, and {@code pool-inactive}.
   */
  Outcome<Contact> assignFrom(ContactId id, AssignmentPoolId pool);

  /**
   * Writes a note on the contact's timeline. Refused with {@code invalid}. Needs {@code
   * contact:edit}.
   */
  Outcome<Contact> note(ContactId id, @Nullable String text);

  /**
   * Into the bin. Needs {@code contact:delete}, as does restoring. A deleted contact stays deleted,
   * without an error.
   */
  Outcome<Contact> delete(ContactId id);

  /**
   * Out of the bin. Refused with {@code contact-email-taken} or {@code contact-external-id-taken}
   * if somebody took the primary address or the id meanwhile.
   */
  Outcome<Contact> restore(ContactId id);
}
