package dev.kith.crm.application.access;

import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the actor may do: for pages that show or hide, and for programs that ask before they try.
 * Needs no permission.
 */
public interface Permissions {

  int MOST_QUESTIONS = 100;

  /**
   * May I?
   *
   * @param onRecord whether a certain record is meant; otherwise the question is whether the
   *     permission is held at all
   * @param owner who owns that record; null for nobody
   */
  record Question(Permission permission, boolean onRecord, @Nullable UserId owner) {

    /** Is the permission held at all? */
    public static Question atAll(Permission permission) {
      return new Question(permission, false, null);
    }

    /** Does the permission reach a record of this owner? */
    public static Question onRecordOf(Permission permission, @Nullable UserId owner) {
      return new Question(permission, true, owner);
    }
  }

  /**
   * @param scope how far the permission reaches; null if it is not held
   * @param reason one sentence for a person, for a yes as for a no
   */
  record Answer(Question question, boolean allowed, @Nullable Scope scope, String reason) {}

  /** Everything that the actor may do, and what is hidden from them. */
  Grants grants();

  /**
   * An answer for each question, in their order. Refused with {@code invalid} for more than {@value
   * #MOST_QUESTIONS}.
   */
  Outcome<List<Answer>> check(List<Question> questions);
}
