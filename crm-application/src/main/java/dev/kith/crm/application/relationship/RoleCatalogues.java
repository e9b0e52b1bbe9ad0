package dev.kith.crm.application.relationship;

import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.relationship.RoleSuggestion;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/**
 * The roles that contacts can have. Reading needs {@code contact:view}, changing {@code
 * contact:administer} on all contacts.
 */
public interface RoleCatalogues {

  /** Refused with {@code forbidden}. */
  Outcome<RoleCatalogue> get();

  /** Every problem of a draft; empty if it is good. */
  List<Violation> problemsOf(RoleTerms terms);

  /**
   * Replaces what the catalogue says. Refused with {@code invalid}, {@code forbidden}, {@code
   * stale-version}, and {@code contact-role-in-use} if a role that somebody has or had is missing.
   */
  Outcome<RoleCatalogue> set(RoleTerms terms);

  /**
   * Which roles somebody of this title may have, the surest first. Refused with {@code forbidden}.
   */
  Outcome<List<RoleSuggestion>> suggestedBy(String title);
}
