package dev.kith.crm.domain.lifecycle;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way from one stage to another.
 *
 * @param requiresReason whether whoever takes it must say why
 * @param requiredFields codes of fields of the account that must be filled
 * @param guard a condition over the facts of the account, in the language of rules; null for none
 * @param permission what one must be allowed to do with the account, to edit it or to administer it
 */
public record StageTransition(
    String from,
    String to,
    boolean requiresReason,
    List<String> requiredFields,
    @Nullable String guard,
    Action permission) {

  public static final int MOST_FIELDS = 30;
  public static final int LONGEST_GUARD = 2_000;

  public StageTransition {
    requiredFields = ImmutableList.copyOf(requiredFields);
  }

  /** A way that whoever may edit the account can take at any time. */
  public static StageTransition free(String from, String to) {
    return new StageTransition(from, to, false, List.of(), null, Action.EDIT);
  }

  /** The same, for whoever says why. */
  public static StageTransition reasoned(String from, String to) {
    return new StageTransition(from, to, true, List.of(), null, Action.EDIT);
  }
}
