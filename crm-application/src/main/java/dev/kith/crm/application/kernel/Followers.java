package dev.kith.crm.application.kernel;

import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.UUID;

/**
 * Records that name another, and name the one that it is merged into from then on: people at an
 * account, what is sold to it, the roles of a contact.
 *
 * <p>Unlike what is {@link Attached} they have a history of their own: each is changed as a record,
 * with a version, an audit entry and events, and nobody needs a permission on it besides that on
 * what is merged. Both methods are called within the run of the merge, or of its undoing.
 */
public interface Followers {

  /** Names what follows in the journal of the merge; never change it. */
  String name();

  /**
   * Has everything follow that names a record.
   *
   * @return the ids of what followed, which the merge keeps
   */
  Outcome<List<UUID>> follow(Context context, Subject from, Subject to);

  /**
   * Has follow back what had followed. What names another record by now is left alone.
   *
   * @param followed what {@link #follow} answered
   * @param from the record that was named before the merge, and is again
   * @param to the record that is named now
   */
  void followBack(Context context, List<UUID> followed, Subject from, Subject to);
}
