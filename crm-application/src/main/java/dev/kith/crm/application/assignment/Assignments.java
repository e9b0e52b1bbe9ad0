package dev.kith.crm.application.assignment;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentId;
import dev.kith.crm.domain.assignment.Choice;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Map;

/**
 * What was assigned from pools, and why. Needs {@code assignment:view}, which reaches what was
 * given to those whose records it reaches; what cannot be seen is refused with {@code not-found}.
 */
public interface Assignments {

  /**
   * A choice with the names of all who could have been chosen.
   *
   * @param names those that nobody knows are missing
   */
  record Explained(Choice choice, Map<UserId, String> names) {
    public Explained {
      names = ImmutableMap.copyOf(names);
    }

    /** The name of a user, or the id of one whom nobody knows. */
    public String name(UserId user) {
      return names.getOrDefault(user, user.toString());
    }
  }

  /** The fields by which they are listed: {@link AssignmentView#CATALOGUE}. */
  FieldCatalogue<AssignmentView> fields();

  /** There is neither a search nor a bin. Refused also with {@code forbidden}. */
  Outcome<Page<AssignmentView>> list(ListQuery query);

  Outcome<AssignmentView> get(AssignmentId id);

  Outcome<Explained> explain(AssignmentId id);

  /** One that the actor has just made, whether or not they see those of the user who got it. */
  AssignmentView shown(Assignment made);

  /** The reason of one that the actor has just made. */
  Explained explained(Assignment made);
}
