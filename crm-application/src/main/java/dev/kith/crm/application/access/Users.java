package dev.kith.crm.application.access;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The people who can log in. Reading needs {@code access:view} on all records, changing {@code
 * access:administer} and {@code access:view} on all records.
 *
 * <p>Every command is one transaction, written to the audit trail (a password never is), and
 * honours an idempotency key and an expected version. Each can be refused with {@code forbidden},
 * those on a user also with {@code not-found} and {@code stale-version}; what else is possible
 * stands at the method.
 */
public interface Users {

  /**
   * What is to be different; null stays as it is.
   *
   * @param roles all roles that the user is to have
   * @param teams all teams that the user is to belong to
   */
  record Edit(
      @Nullable String login,
      @Nullable String name,
      @Nullable Set<RoleId> roles,
      @Nullable Set<TeamId> teams) {}

  /**
   * What is wrong with that much of a user, without doing anything: the same that {@link #register}
   * and {@link #edit} would say. What is null is not looked at. Empty for an actor who may not
   * administer.
   */
  List<Violation> problemsOf(Edit said, @Nullable String password);

  /**
   * Adds a user who can log in from now on.
   *
   * <p>Refused with {@code invalid} (violations at {@code /login}, {@code /name}, {@code
   * /roles/ID}, {@code /teams/ID}, {@code /password}), {@code login-taken}, and {@code
   * grants-too-wide} if the roles allow more than the actor may.
   */
  Outcome<User> register(User.Profile profile, @Nullable String password);

  /**
   * Refused as {@link #register}, where only roles count that the user does not have yet; and with
   * {@code last-administrator} if this is the last active user with the administrator's role and
   * would lose it.
   */
  Outcome<User> edit(UserId id, Edit command);

  /**
   * Shuts a user out: sessions and API tokens are worth nothing from this moment. What they own
   * stays theirs. Refused with {@code last-administrator}. Deactivating again changes nothing.
   */
  Outcome<User> deactivate(UserId id);

  /**
   * Lets a user in again, with the password and the tokens of before; old sessions stay closed.
   * Refused with {@code grants-too-wide} if the user's roles allow more than the actor may.
   */
  Outcome<User> reactivate(UserId id);

  /**
   * Gives a user another password and ends all their sessions. Refused with {@code invalid} (at
   * {@code /password}), and with {@code grants-too-wide} if the user may more than the actor:
   * whoever sets a password can log in with it.
   */
  Outcome<User> setPassword(UserId id, @Nullable String password);

  /** Refused with {@code forbidden} or {@code not-found}; everybody may read themselves. */
  Outcome<UserView> get(UserId id);

  /** The fields by which users are listed: {@link UserFields#CATALOGUE}. */
  FieldCatalogue<UserView> fields();

  /** The search looks at name and login. Refused with {@code forbidden}. */
  Outcome<Page<UserView>> list(ListQuery query);

  /**
   * Everything that happened to the user's record, newest first.
   *
   * @param beforePosition the position of the last entry of the page before; null for the newest
   */
  Outcome<List<AuditEntry>> timeline(UserId id, @Nullable Long beforePosition, int limit);
}
