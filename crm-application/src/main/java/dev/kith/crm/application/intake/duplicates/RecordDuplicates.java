package dev.kith.crm.application.intake.duplicates;

import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Outcome;

/**
 * Tells which accounts look like an account, and which contacts like a contact, with the matcher
 * and the thresholds of leads. It needs to see such records; fields that are hidden do not count,
 * and of a record that cannot be seen only that there is one which is almost certainly the same.
 */
public interface RecordDuplicates {

  /** Accounts that look like this one; none for one in the bin. */
  Outcome<DuplicateCheck> ofAccount(AccountId id);

  /** Accounts that look like a draft. Refused with {@code invalid} where it cannot be read. */
  Outcome<DuplicateCheck> ofAccount(AccountDraft draft);

  /** Contacts that look like this one; none for one in the bin. */
  Outcome<DuplicateCheck> ofContact(ContactId id);

  /** Contacts that look like a draft. Refused with {@code invalid} where it cannot be read. */
  Outcome<DuplicateCheck> ofContact(ContactDraft draft);
}
