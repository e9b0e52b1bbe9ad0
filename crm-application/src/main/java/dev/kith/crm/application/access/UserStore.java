package dev.kith.crm.application.access;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import java.util.Optional;

/**
 * Keeps users, deactivated ones included. No two have logins of the same {@link
 * dev.kith.crm.domain.shared.EmailAddress#key() key}: adding and updating are refused with {@link
 * dev.kith.crm.domain.access.AccessRefusal.LoginTaken}.
 */
public interface UserStore extends AggregateStore<UserId, User> {

  /** The user, who stays as they are until the run has ended; whoever locks second waits. */
  Optional<User> lock(UserId id);

  /** Whether there is any user at all. */
  boolean isAnyone();

  /**
   * How many active users hold the administrator's role, without this one. To be asked after {@link
   * RoleStore#lock} has locked that role: then nobody else can change the answer before the run has
   * ended.
   */
  int administratorsBesides(UserId user);
}
