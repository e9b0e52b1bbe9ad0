package dev.kith.crm.domain.task;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What sort of task it is: one of the usual, or a code of the organisation's own.
 *
 * @param code small letters, digits and hyphens, such as {@code follow-up}
 */
public record TaskType(String code) {

  public static final int LONGEST = 50;

  public static final TaskType CALL = new TaskType("call");
  public static final TaskType EMAIL = new TaskType("email");
  public static final TaskType MEETING = new TaskType("meeting");
  public static final TaskType FOLLOW_UP = new TaskType("follow-up");
  public static final TaskType TO_DO = new TaskType("to-do");

  /** Those that everybody has, in the order in which they are offered. */
  public static final List<TaskType> USUAL =
      ImmutableList.of(CALL, EMAIL, MEETING, FOLLOW_UP, TO_DO);

  private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Refused with {@code invalid} (at no field). */
  public static Outcome<TaskType> parse(String text) {
    String code = Ascii.toLowerCase(text.strip());
    return CODE.matcher(code).matches() && code.length() <= LONGEST
        ? Outcome.done(new TaskType(code))
        : Outcome.refused(
            Invalid.of(
                new Violation(
                    "",
                    "task-type-syntax",
                    "A type is call, email, meeting, follow-up, to-do, or a code of your own of at"
                        + " most "
                        + LONGEST
                        + " small letters, digits and hyphens.")));
  }

  @Override
  public String toString() {
    return code;
  }
}
