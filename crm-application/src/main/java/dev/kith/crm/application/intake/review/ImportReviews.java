package dev.kith.crm.application.intake.review;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What imports under the policy REVIEW have put aside: rows that would change a lead, an account, a
 * contact or a product. Looking at them needs {@code import:view}; deciding needs {@code
 * import:create}, and the permission to edit the records that are changed. Fields that are hidden
 * from the actor are not shown, and stay as they are.
 */
public interface ImportReviews {

  int LARGEST_LIST = 200;

  int LARGEST_BATCH = 1_000;

  /**
   * @param open rows on which nobody has decided
   */
  record Counts(long open, long taken, long kept) {}

  /**
   * What counts of a row.
   *
   * @param fields of a row that is taken, only these; all without any
   */
  record Decision(long row, ReviewDecision decision, Set<String> fields) {
    public Decision {
      fields = ImmutableSet.copyOf(fields);
    }
  }

  /**
   * What became of a decision.
   *
   * @param decision null where the row stays open
   * @param problems why it stays open, or which of its fields stay as they are since somebody has
   *     edited them: codes {@code edited-since}, {@code review-decided}, {@code unknown-field} and
   *     those with which an edit of the lead is refused
   */
  record Answer(long row, @Nullable ReviewDecision decision, List<Violation> problems) {
    public Answer {
      problems = ImmutableList.copyOf(problems);
    }
  }

  /** In the order of the decisions. */
  record Answers(List<Answer> answers) {
    public Answers {
      answers = ImmutableList.copyOf(answers);
    }
  }

  Outcome<Counts> counts(ImportId id);

  /**
   * Rows on which nobody has decided, in the order of the file, with what they would change.
   *
   * @param after only rows behind this one; 0 for the first
   * @param limit at most {@value #LARGEST_LIST}
   */
  Outcome<List<ImportedRow>> open(ImportId id, long after, int limit);

  /**
   * Decides on up to {@value #LARGEST_BATCH} rows, on each by itself: fields that somebody has
   * edited since the row was put aside stay as they are, and where that is all of them, so does the
   * row. What is taken counts as changed by the import, and is taken back with it. Refused with
   * {@code invalid} (too many, or a row twice), {@code not-found}, {@code forbidden} and, once the
   * import is being taken back, {@code invalid-transition}.
   */
  Outcome<Answers> decide(ImportId id, List<Decision> decisions);
}
