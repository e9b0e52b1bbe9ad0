package dev.kith.crm.application.relationship;

import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which roles people at the account may have, by their titles. What is declined is not suggested
 * again for the same target. What becomes of a suggestion leaves an entry in the audit trail, under
 * {@link Target#suggestions}.
 */
public interface RoleSuggestions {

  /** So many are suggested at most. */
  int MOST = 20;

  /**
   * @param role its key
   * @param roleName for people
   * @param pattern the words by which the title is known
   * @param confidence in percent
   */
  record Suggested(
      ContactId contact,
      String contactName,
      String title,
      String role,
      String roleName,
      String pattern,
      int confidence) {}

  /**
   * For the people at an account, or at the account of an opportunity, whom the actor sees; the
   * surest first. Refused with {@code not-found}.
   */
  Outcome<List<Suggested>> of(Target target);

  /**
   * The contact has the role, as {@link dev.kith.crm.domain.relationship.RoleSource#INFERRED} with
   * the confidence of the suggestion. Refused with {@code not-found} where it is not suggested, and
   * as {@link Relationships#begin}.
   */
  Outcome<Relationship> accept(Target target, ContactId contact, String role);

  /**
   * People have what is suggested with so much confidence, as {@link
   * dev.kith.crm.domain.relationship.RoleSource#RULE}. Refused as {@link #accept}.
   *
   * @param atLeast in percent
   * @param role only this one; null for any
   */
  Outcome<List<Relationship>> acceptAll(Target target, int atLeast, @Nullable String role);

  /**
   * It is not suggested again. Needs what giving the role needs. Refused with {@code not-found}
   * where it is not suggested, {@code forbidden}, {@code target-deleted}.
   */
  Outcome<Suggested> decline(Target target, ContactId contact, String role);
}
