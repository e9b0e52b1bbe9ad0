package dev.kith.crm.application.lead;

import com.google.common.collect.Maps;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with leads. Every intention is one transaction, checked against the actor's
 * permissions, written to the audit trail and announced as events; with an idempotency key it
 * happens once, with an expected version only on that version.
 *
 * <p>Each can be refused with {@code forbidden}, those on a lead also with {@code not-found},
 * {@code stale-version}, {@code lead-deleted}, {@code lead-merged} and {@code lead-converted}; what
 * else is possible stands at the method.
 */
public interface Leads {

  /**
   * A lead as somebody wrote it down. Without an owner it belongs to nobody, unless the actor can
   * only see their own.
   */
  record Capture(LeadDraft draft, @Nullable UserId owner) {
    public Capture(LeadDraft draft) {
      this(draft, null);
    }
  }

  /**
   * Fields to change: a present text replaces the field, an empty one clears it; what is not named
   * stays.
   */
  record Edit(Map<LeadField, Optional<String>> fields) {
    public Edit {
      fields = Maps.immutableEnumMap(fields);
    }
  }

  /**
   * Every problem that capturing this draft would find in the draft itself; empty if it is good.
   * Nothing is done.
   */
  List<Violation> problemsOf(LeadDraft draft);

  /**
   * Refused with {@code invalid}, {@code lead-email-taken}, {@code lead-external-id-taken}, {@code
   * unknown-owner}. Needs {@code lead:create}.
   */
  Outcome<Lead> capture(Capture command);

  /**
   * Captures many, at most {@value #LARGEST_BATCH}, in the given order.
   *
   * @param atomic true: all or none, and a refusal of any is the refusal of each other too; false:
   *     each by itself
   * @return an outcome for each, in the same order; refused as a whole only for too many, or {@code
   *     forbidden}
   */
  Outcome<List<Outcome<Lead>>> captureAll(List<Capture> commands, boolean atomic);

  int LARGEST_BATCH = 1_000;

  /**
   * Refused with {@code invalid}, {@code lead-email-taken}, {@code lead-external-id-taken}. Needs
   * {@code lead:edit}.
   */
  Outcome<Lead> edit(LeadId id, Edit command);

  /**
   * Gives the lead to a user, or to nobody. Refused with {@code unknown-owner}. Needs {@code
   * lead:assign}.
   */
  Outcome<Lead> assign(LeadId id, @Nullable UserId owner);

  /**
   * Gives the lead to somebody of a pool; where nobody can take it, it stays with whom it is. Which
   * it was, and why, is told by {@link dev.kith.crm.application.assignment.Assignments}. Needs
   * {@code lead:assign} and {@code assignment:view}. Refused with {@code not-found} also for the
   * pool, and {@code pool-inactive}.
   */
  Outcome<Lead> assignFrom(LeadId id, AssignmentPoolId pool);

  /**
   * Writes a note on the lead's timeline. Refused with {@code invalid}. Needs {@code lead:edit}.
   */
  Outcome<Lead> note(LeadId id, String text);

  /**
   * Gives the lead tags, besides those that it has. Refused with {@code invalid}. Needs {@code
   * lead:edit}.
   */
  Outcome<Lead> tag(LeadId id, Collection<String> tags);

  /**
   * Takes tags from the lead, as far as it has them. Refused with {@code invalid}. Needs {@code
   * lead:edit}.
   */
  Outcome<Lead> untag(LeadId id, Collection<String> tags);

  /** Refused with {@code invalid-transition}. Needs {@code lead:edit}, as the transitions below. */
  Outcome<Lead> startWork(LeadId id);

  Outcome<Lead> nurture(LeadId id);

  Outcome<Lead> qualify(LeadId id);

  Outcome<Lead> disqualify(LeadId id, LeadStatus.Reason reason, @Nullable String comment);

  /**
   * Puts the lead aside; it becomes new by itself at that moment. Refused also with {@code
   * invalid}.
   */
  Outcome<Lead> recycle(LeadId id, Instant until);

  /**
   * Into the bin. Needs {@code lead:delete}, as does restoring. A deleted lead stays deleted,
   * without an error.
   */
  Outcome<Lead> delete(LeadId id);

  /**
   * Out of the bin. Refused with {@code lead-email-taken} or {@code lead-external-id-taken} if
   * somebody took the address or the id meanwhile.
   */
  Outcome<Lead> restore(LeadId id);
}
