package dev.kith.crm.application.intake.duplicates;

import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /**
   * Accounts that look like what somebody is writing down. What cannot be read yet is left out, and
   * before there is a name, nothing is found.
   *
   * @param of the account that is being changed: neither it nor what was told apart from it is
   *     named; null for a new one. Refused with {@code not-found} where the actor does not see it
   */
  Outcome<DuplicateCheck> whileWriting(AccountDraft draft, @Nullable AccountId of);

  /** The same of contacts. */
  Outcome<DuplicateCheck> whileWriting(ContactDraft draft, @Nullable ContactId of);

  /**
   * Says that two accounts or contacts are not the same: nobody is asked again. Who has said so
   * already is answered with the pair of then. Needs {@code duplicate:edit}, and to see both. It is
   * taken back by {@link Duplicates#takeBack}. Refused with {@code invalid}, {@code not-found}.
   *
   * @param kind of both
   */
  Outcome<DistinctPair> tellApart(MergeKind kind, UUID one, UUID other);

  /** The pairs of an account or contact that were told apart, as far as the actor sees both. */
  Outcome<List<DistinctPair>> toldApart(MergeKind kind, UUID record);
}
