package dev.kith.crm.application.access;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Roles: named sets of grants. A change of a role counts from the next call of everybody who holds
 * it. Permissions, transactions, idempotency and versions are as in {@link Users}.
 */
public interface Roles {

  /**
   * What is to be different; null stays as it is.
   *
   * @param grants everything that the role is to grant
   */
  record Redefinition(@Nullable String name, @Nullable Grants grants) {}

  /**
   * What is wrong with that much of a role, without doing anything: what {@link #define} and {@link
   * #redefine} would say. What is null is not looked at.
   */
  List<Violation> problemsOf(Redefinition said);

  /**
   * Refused with {@code invalid} (at {@code /name} and {@code /maskedFields}: every masked field
   * must be one of {@link #maskableFields()}), {@code name-taken}, and {@code grants-too-wide} if
   * it grants more than the actor may.
   */
  Outcome<Role> define(@Nullable String name, Grants grants);

  /** Refused as {@link #define}, and with {@code built-in-role} for the administrator's role. */
  Outcome<Role> redefine(RoleId id, Redefinition command);

  /**
   * Refused with {@code still-in-use} while users hold it, deactivated ones included, and with
   * {@code built-in-role}.
   */
  Outcome<Role> delete(RoleId id);

  /** Refused with {@code forbidden} or {@code not-found}; a deleted role is not found. */
  Outcome<RoleView> get(RoleId id);

  /** The fields by which roles are listed: {@link RoleView#CATALOGUE}. */
  FieldCatalogue<RoleView> fields();

  /** The search looks at the name. Refused with {@code forbidden}. */
  Outcome<Page<RoleView>> list(ListQuery query);

  /**
   * The fields that a role can hide, written {@code lead.phone}; in the order in which they are
   * shown.
   */
  Set<String> maskableFields();
}
