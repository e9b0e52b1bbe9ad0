package dev.kith.crm.application.access;

import dev.kith.crm.application.access.login.LoginStore;
import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;

/** Keeps a user and the hash of their password together, where a command sets both. */
public final class UsersWithPassword implements AggregateStore<UserId, User> {

  private final AggregateStore<UserId, User> users;
  private final LoginStore logins;
  private final String hash;

  public UsersWithPassword(AggregateStore<UserId, User> users, LoginStore logins, String hash) {
    this.users = users;
    this.logins = logins;
    this.hash = hash;
  }

  @Override
  public Optional<User> find(UserId id) {
    return users.find(id);
  }

  @Override
  public Outcome<User> add(User user) {
    return users.add(user).map(this::keepingHash);
  }

  @Override
  public Outcome<User> update(User user) {
    return users.update(user).map(this::keepingHash);
  }

  private User keepingHash(User user) {
    logins.putPassword(user.id(), hash);
    return user;
  }
}
