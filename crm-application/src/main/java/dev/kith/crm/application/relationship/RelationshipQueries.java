package dev.kith.crm.application.relationship;

import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has which role. One sees what is between a contact and a target both of which one sees;
 * whoever does not see one of them sees nothing of it.
 */
public interface RelationshipQueries {

  /**
   * What of the roles of a record is asked for.
   *
   * @param asOf how things stood at this moment; null for now
   * @param ended also what was over by then
   */
  record Question(@Nullable Instant asOf, boolean ended) {
    public static final Question NOW = new Question(null, false);
    public static final Question EVER = new Question(null, true);
  }

  /** Refused with {@code not-found}. */
  Outcome<RelationshipView> get(RelationshipId id);

  /**
   * Who has roles for a target: the primary one first, then those who last by their influence, then
   * those that are over. Refused with {@code not-found}, and {@code invalid} for a moment to come.
   */
  Outcome<List<RelationshipView>> ofTarget(Target target, Question question);

  /** Which roles a contact has, in the same order and refused alike. */
  Outcome<List<RelationshipView>> ofContact(ContactId contact, Question question);
}
