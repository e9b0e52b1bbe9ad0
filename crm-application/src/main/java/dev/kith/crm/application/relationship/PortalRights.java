package dev.kith.crm.application.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.PortalPermission;
import dev.kith.crm.domain.relationship.PortalRight;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one question of every part in which contacts do things themselves: what may this contact do
 * there, at this moment, and why. The answer follows from the roles that they have then.
 */
public interface PortalRights {

  /**
   * What is asked.
   *
   * @param target only for this record; null for all that the actor sees
   * @param permission only whether they may do this; null for all they may
   * @param at past or to come; null for now
   */
  record Question(
      @Nullable Target target, @Nullable PortalPermission permission, @Nullable Instant at) {

    /** Everything that they may do now. */
    public static final Question NOW = new Question(null, null, null);

    /** Whether they may do this there now. */
    public static Question whether(PortalPermission permission, Target target) {
      return new Question(target, permission, null);
    }
  }

  /**
   * What is answered.
   *
   * @param at the moment of which it holds
   * @param rights none where they may do nothing of what was asked
   */
  record Answer(ContactId contact, Instant at, List<Named> rights) {

    public Answer {
      rights = ImmutableList.copyOf(rights);
    }

    /** Whether they may do anything of what was asked. */
    public boolean may() {
      return !rights.isEmpty();
    }
  }

  /**
   * A right, as people read it.
   *
   * @param reasons of the right in its order, each with what the role is called
   */
  record Named(PortalRight right, String targetName, List<NamedReason> reasons) {

    public Named {
      reasons = ImmutableList.copyOf(reasons);
    }
  }

  record NamedReason(PortalRight.Reason reason, String roleName) {}

  /**
   * Nobody may do anything while they are in the bin, nor for a record that is. Refused with {@code
   * not-found} if the actor does not see the contact, or the target that is asked for.
   */
  Outcome<Answer> of(ContactId contact, Question question);
}
