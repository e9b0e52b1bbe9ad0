package dev.kith.crm.http.intake.duplicates;

import dev.kith.crm.application.intake.duplicates.DuplicateCheck;
import dev.kith.crm.application.intake.duplicates.DuplicateCheck.Match;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a lead, account or contact says of others that look like what is written in it:
 * while somebody types, and once before a new one is saved.
 *
 * @param record the one that is changed; null for a new one
 */
public record AlikeWarning(MergeKind kind, @Nullable UUID record, DuplicateCheck check) {

  /** More would bury the form. */
  private static final int SHOWN = 3;

  public static AlikeWarning none(MergeKind kind, @Nullable UUID record) {
    return new AlikeWarning(kind, record, DuplicateCheck.NOTHING);
  }

  /** Answers with what is said while somebody types; nothing where nothing can be told. */
  public static void answer(
      Visit visit,
      Section section,
      MergeKind kind,
      @Nullable UUID record,
      Outcome<DuplicateCheck> checked) {
    DuplicateCheck check = checked.orElse(DuplicateCheck.NOTHING);
    visit.show(
        "intake/duplicates/alikeNow.jte",
        "Duplicates",
        section,
        new AlikeWarning(kind, record, check));
  }

  /** Whether a new record is not saved before the person has looked. */
  public boolean isSuspected() {
    return check.decision() != MatchDecision.NONE;
  }

  /** Whom the form asks while somebody types. */
  public String path() {
    return base() + (record == null ? "" : "/" + record) + "/alike";
  }

  public String base() {
    return "/" + kind.code() + "s";
  }

  /** The likeliest, of which some are shown. */
  public List<Match> likeliest() {
    return check.matches().stream().limit(SHOWN).toList();
  }

  public int further() {
    return check.matches().size() - likeliest().size();
  }
}
