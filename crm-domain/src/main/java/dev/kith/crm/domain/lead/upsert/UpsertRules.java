package dev.kith.crm.domain.lead.upsert;

import com.google.common.collect.Sets;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.Uniting;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * By what a lead that is brought in is recognised among those that are there, and what happens
 * then.
 *
 * @param keys a lead that has the same in one of them is the same lead; without any, each is new
 * @param deleted what happens where only a lead in the bin is the same
 */
public record UpsertRules(Set<MatchKey> keys, ConflictPolicy policy, DeletedPolicy deleted) {

  /** What tells that two are the same lead. Stored by name. */
  public enum MatchKey {
    EMAIL(LeadField.EMAIL),
    EXTERNAL_ID(LeadField.EXTERNAL_ID),
    PHONE(LeadField.PHONE);

    private final LeadField field;

    MatchKey(LeadField field) {
      this.field = field;
    }

    public LeadField field() {
      return field;
    }
  }

  /** What happens to a lead that is there already. Stored by name. */
  public enum ConflictPolicy {
    /** It stays as it is. */
    SKIP,
    /** Only its empty fields are filled. */
    FILL_EMPTY,
    /** Every field that is brought in replaces its own; what is not brought in stays. */
    OVERWRITE,
    /** As {@link #OVERWRITE}, if what is brought in is newer than the last change of the lead. */
    NEWEST_WINS,
    /** It stays as it is until somebody has decided what of that counts. */
    REVIEW
  }

  /** What happens where only a deleted lead is recognised. Stored by name. */
  public enum DeletedPolicy {
    /** It stays in the bin, and what is brought in is a new lead. */
    NEW,
    /**
     * It is taken out of the bin, and then treated as any lead that is there; under {@link
     * ConflictPolicy#REVIEW}, where nothing happens by itself, it is reported instead.
     */
    RESTORE,
    /** Neither: it is reported, so that somebody can say. */
    ASK
  }

  /** Whoever has the address or the external id of a lead is that lead, which stays as it is. */
  public static final UpsertRules USUAL =
      new UpsertRules(EnumSet.of(MatchKey.EMAIL, MatchKey.EXTERNAL_ID), ConflictPolicy.SKIP);

  /** Every lead that is brought in is a new one. */
  public static final UpsertRules ALL_NEW =
      new UpsertRules(EnumSet.noneOf(MatchKey.class), ConflictPolicy.SKIP);

  public UpsertRules {
    keys = Sets.immutableEnumSet(keys);
  }

  /** With leads in the bin staying there. */
  public UpsertRules(Set<MatchKey> keys, ConflictPolicy policy) {
    this(keys, policy, DeletedPolicy.NEW);
  }

  /** What happens where only a deleted lead is recognised, under this policy. */
  public DeletedPolicy ofDeleted() {
    return policy == ConflictPolicy.REVIEW && deleted == DeletedPolicy.RESTORE
        ? DeletedPolicy.ASK
        : deleted;
  }

  /**
   * What the lead is to say once the draft has been brought in. Fields of several values unite
   * whatever the policy: what is brought in says which the lead has, and nothing of which it lacks.
   */
  public LeadDraft merged(LeadContent stored, LeadDraft draft) {
    LeadDraft merged = LeadDraft.of(stored);
    for (Map.Entry<LeadField, String> field : draft.values().entrySet()) {
      String brought = field.getValue();
      if (!VisibleText.isBlank(brought) && replaces(stored, field.getKey())) {
        merged =
            merged.with(
                field.getKey(),
                field.getKey().unites()
                    ? Uniting.brought(
                        field.getKey(), stored, brought, policy != ConflictPolicy.FILL_EMPTY)
                    : brought);
      }
    }
    String evidence = draft.values().get(LeadField.CONSENT_EVIDENCE);
    return merged.provenBy(evidence, stored);
  }

  private boolean replaces(LeadContent stored, LeadField field) {
    return switch (policy) {
      case SKIP -> false;
      case FILL_EMPTY -> field.unites() || isEmpty(stored, field);
      case OVERWRITE, NEWEST_WINS, REVIEW -> true;
    };
  }

  private static boolean isEmpty(LeadContent stored, LeadField field) {
    String text = field.textOf(stored);
    return text == null || (field.isConsent() && text.equals("NOT_ASKED"));
  }
}
