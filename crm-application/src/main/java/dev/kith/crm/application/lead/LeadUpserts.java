package dev.kith.crm.application.lead;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings in leads that may be there already, many at once, and takes back what it brought in. It
 * belongs into a run of the caller's.
 *
 * <p>What becomes of a draft is decided on the leads as they were before the first of its source:
 * of two drafts about one lead the second is a duplicate, whatever the first has changed. That is
 * what makes a trial exact.
 */
public interface LeadUpserts {

  /**
   * A draft at its place.
   *
   * @param number among the drafts of its source
   * @param modifiedAt when it was last changed where it comes from; null where nobody knows
   * @param along what it says besides
   */
  record Numbered(long number, LeadDraft draft, @Nullable Instant modifiedAt, Along along) {
    public Numbered(long number, LeadDraft draft, @Nullable Instant modifiedAt) {
      this(number, draft, modifiedAt, Along.NOTHING);
    }
  }

  /**
   * What a draft says besides the fields of a lead.
   *
   * @param source where its consents were said; empty for nowhere in particular
   * @param consentAt when they were said; null for now
   * @param proof by what they are proven; null if there is none besides the evidence of the draft
   * @param touch of what led the person here: what {@code landingPage}, {@code referrer} and click
   *     ids are
   * @param touchedAt when that was; null for now
   * @param problems what of this could not be read
   */
  record Along(
      String source,
      @Nullable Instant consentAt,
      @Nullable ConsentProof proof,
      Map<String, String> touch,
      @Nullable Instant touchedAt,
      List<Violation> problems) {

    public static final Along NOTHING = new Along("", null, null, Map.of(), null, List.of());

    public Along {
      touch = ImmutableSortedMap.copyOf(touch);
      problems = List.copyOf(problems);
    }
  }

  /** Remembers what earlier drafts of the same source were about. */
  @FunctionalInterface
  interface Claims {
    /** Which of these keys earlier drafts have claimed, and the number of each. */
    Map<String, Long> among(Collection<String> keys);
  }

  /** What became of a draft, or would become of it. */
  sealed interface Result {}

  record Created(LeadId lead) implements Result {}

  /**
   * @param changes {@code deleted} among them where the lead was taken out of the bin, {@link
   *     BroughtAlong#TOUCH} where it has a touch more
   * @param version the lead's, now
   */
  record Updated(LeadId lead, List<FieldChange> changes, long version) implements Result {
    public Updated {
      changes = List.copyOf(changes);
    }
  }

  /**
   * The lead would be changed, but somebody is to decide.
   *
   * @param changes what of it would be changed
   * @param version the lead's, now
   */
  record PutAside(LeadId lead, List<FieldChange> changes, long version) implements Result {
    public PutAside {
      changes = List.copyOf(changes);
    }
  }

  /**
   * The lead is there, and stays as it is.
   *
   * @param code {@code lead-exists}, {@code lead-newer}, {@code lead-unchanged} or {@code
   *     lead-in-bin}
   */
  record Skipped(LeadId lead, String code, String reason) implements Result {}

  /**
   * @param earlier the number of the draft that is about the same lead
   */
  record Duplicate(long earlier) implements Result {}

  record Refused(Refusal refusal) implements Result {}

  /**
   * A result, with what later drafts of the same source may not be about.
   *
   * @param claims those that nobody claimed before; none where the draft was refused, or is a
   *     duplicate
   */
  record Upserted(Result result, Set<String> claims) {
    public Upserted {
      claims = ImmutableSet.copyOf(claims);
    }
  }

  /**
   * Creates and changes leads by the drafts, in their order. Creating needs {@code lead:create},
   * changing {@code lead:edit} on that lead, and taking it out of the bin {@code lead:delete}; a
   * lead that the actor may not see counts as somebody else's unique value.
   *
   * @param trial whether only to say what would become of them
   */
  List<Upserted> upsert(List<Numbered> drafts, UpsertRules rules, Claims claims, boolean trial);

  /**
   * What is wrong with drafts whatever leads there are: each would be refused with it. Answers for
   * each draft, in their order; nothing is kept.
   */
  List<List<Violation>> flaws(List<Numbered> drafts);

  /**
   * What was done to a lead.
   *
   * @param version the lead's, after that
   */
  record Trace(LeadId lead, Done done, List<FieldChange> changes, long version) {

    /** In what it consisted. */
    public enum Done {
      CREATED,
      CHANGED,
      /** It was left as it was; the changes are those that would undo what was put aside. */
      PUT_ASIDE
    }

    public Trace {
      changes = List.copyOf(changes);
    }

    boolean created() {
      return done == Done.CREATED;
    }

    boolean cameFromBin() {
      return changed(DELETED);
    }

    boolean changed(String field) {
      return changes.stream().anyMatch(change -> change.field().equals(field));
    }
  }

  /**
   * Something that stays as it is.
   *
   * @param field its code; empty for the lead as a whole
   * @param code stable name
   */
  record Kept(String field, String code, String reason) {}

  /**
   * @param removed whether the lead is in the bin now
   * @param restored whether fields of it are as they were
   */
  record TakenBack(boolean removed, boolean restored, List<Kept> kept) {
    public TakenBack {
      kept = List.copyOf(kept);
    }
  }

  /** The name of the change by which a lead came out of the bin. */
  String DELETED = "deleted";

  /** Beside a consent that is put aside: when it was said. */
  String CONSENT_AT = "consentAt";

  /** Beside a consent that is put aside: by what it is proven, as {@link ConsentProof#text}. */
  String CONSENT_PROOF = "consentProof";

  /** Whether a change only tells of consents that the same row brings. */
  static boolean isBesidesConsents(FieldChange change) {
    return change.field().equals(CONSENT_AT) || change.field().equals(CONSENT_PROOF);
  }

  /**
   * Deletes what was created, unless somebody has touched it since, and restores what was changed,
   * field by field, except where somebody has changed it since; a lead that came out of the bin
   * goes back if nobody has touched it since. Touches that were brought along are taken away. Needs
   * {@code lead:delete} and {@code lead:edit} on the leads; otherwise they are kept.
   */
  List<TakenBack> takeBack(List<Trace> traces);
}
