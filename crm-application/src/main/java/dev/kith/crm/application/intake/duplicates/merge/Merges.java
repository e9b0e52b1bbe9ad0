package dev.kith.crm.application.intake.duplicates.merge;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes one lead, account or contact of several that are the same, and several again. Looking at
 * merges needs {@code duplicate:view}, everything else {@code duplicate:edit}, both as far as they
 * reach the one who merged; and as a merge changes records, {@code edit} of their feature on the
 * winner and {@code delete} on each loser.
 */
public interface Merges {

  int LARGEST_LIST = 200;

  /**
   * Which records become one.
   *
   * @param kind of all of them
   * @param winner the record that stays
   * @param fields by field (or {@code owner}): the record whose value is kept. For fields that are
   *     not named it is the winner's, or, where that is empty, the first other's that is not
   * @param versions the versions of the others that somebody looked at; the winner's is the
   *     expected version of the call. Where none is given, any will do
   */
  record Command(
      MergeKind kind,
      UUID winner,
      List<UUID> others,
      Map<String, UUID> fields,
      Map<UUID, Long> versions) {
    public Command {
      others = List.copyOf(others);
      // Sorted, so that equal commands read the same: idempotency goes by their text.
      fields = ImmutableSortedMap.copyOf(fields);
      versions = ImmutableSortedMap.copyOf(versions);
    }

    public Command(
        LeadId winner,
        List<LeadId> others,
        Map<String, LeadId> fields,
        Map<LeadId, Long> versions) {
      this(
          MergeKind.LEAD,
          winner.value(),
          others.stream().map(LeadId::value).toList(),
          Maps.transformValues(fields, LeadId::value),
          versions.entrySet().stream()
              .collect(toImmutableMap(e -> e.getKey().value(), Map.Entry::getValue)));
    }

    public Command(
        AccountId winner,
        List<AccountId> others,
        Map<String, AccountId> fields,
        Map<AccountId, Long> versions) {
      this(
          MergeKind.ACCOUNT,
          winner.value(),
          others.stream().map(AccountId::value).toList(),
          Maps.transformValues(fields, AccountId::value),
          versions.entrySet().stream()
              .collect(toImmutableMap(e -> e.getKey().value(), Map.Entry::getValue)));
    }

    public Command(
        ContactId winner,
        List<ContactId> others,
        Map<String, ContactId> fields,
        Map<ContactId, Long> versions) {
      this(
          MergeKind.CONTACT,
          winner.value(),
          others.stream().map(ContactId::value).toList(),
          Maps.transformValues(fields, ContactId::value),
          versions.entrySet().stream()
              .collect(toImmutableMap(e -> e.getKey().value(), Map.Entry::getValue)));
    }
  }

  /**
   * Merges records of one kind, all or nothing. The others become tombstones that name the winner,
   * what is unique of them is free for it, and what is attached to them, or names them, moves over.
   * Refused with {@code invalid}, {@code not-found}, {@code forbidden}, {@code stale-version};
   * leads with {@code lead-deleted}, {@code lead-merged}, {@code lead-converted}, {@code
   * lead-email-taken}; accounts with {@code account-deleted}, {@code account-merged}, {@code
   * account-domain-taken}, {@code account-circular}, {@code account-too-deep}; contacts with {@code
   * contact-deleted}, {@code contact-merged}, {@code contact-email-taken}.
   */
  Outcome<Merge> merge(Command command);

  /**
   * Undoes a merge: the losers are as they were, and the winner has its former fields again, except
   * those that somebody edited since: they stay, and are named. Refused with {@code not-found},
   * {@code forbidden}, {@code merge-undone}, as merging for the winner, and for what is unique of
   * the losers if somebody has it now.
   */
  Outcome<Merge> undo(MergeId id);

  Outcome<Merge> get(MergeId id);

  /**
   * Merges, newest first.
   *
   * @param record only those in which this record took part; null for all
   * @param after where the page before ended; null for the newest
   * @param limit at most {@value #LARGEST_LIST}
   */
  Outcome<List<Merge>> list(@Nullable UUID record, @Nullable MergeId after, int limit);
}
