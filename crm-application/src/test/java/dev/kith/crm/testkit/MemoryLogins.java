package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.access.login.LoginStore;
import dev.kith.crm.application.access.login.Session;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MemoryLogins implements LoginStore {

  private final MemoryUsers users;
  private final MemoryRoles roles;
  private final MemoryApiTokens tokens;
  private final MemoryTable<UserId, String> hashes;
  private final MemoryTable<SessionId, Session> sessions;

  MemoryLogins(
      MemoryTransactions transactions,
      MemoryUsers users,
      MemoryRoles roles,
      MemoryApiTokens tokens) {
    this.users = users;
    this.roles = roles;
    this.tokens = tokens;
    this.hashes = new MemoryTable<>(transactions);
    this.sessions = new MemoryTable<>(transactions);
  }

  @Override
  public void putPassword(UserId user, String hash) {
    hashes.put(user, hash);
  }

  @Override
  public Optional<Password> password(String loginKey) {
    return users.all().stream()
        .filter(u -> u.login().key().equals(loginKey))
        .findFirst()
        .flatMap(u -> password(u.id()));
  }

  @Override
  public Optional<Password> password(UserId user) {
    return users
        .find(user)
        .flatMap(u ->
            hashes.find(user).map(hash -> new Password(user, u.login().text(), u.active(), hash)));
  }

  @Override
  public Optional<Person> person(UserId user) {
    return users
        .find(user)
        .map(u ->
            new Person(
                u.id(),
                u.name(),
                u.active(),
                roles.lock(u.roles()).values().stream()
                    .map(Role::grants)
                    .reduce(Grants.NONE, Grants::or),
                users.all().stream()
                    .filter(other -> !Collections.disjoint(other.teams(), u.teams()))
                    .map(User::id)
                    .filter(other -> !other.equals(user))
                    .collect(toImmutableSet())));
  }

  @Override
  public void addSession(Session session) {
    sessions.put(session.id(), session);
  }

  @Override
  public Optional<SessionOwner> sessionOwner(String secretHash) {
    return sessions.all().stream()
        .filter(s -> s.secretHash().equals(secretHash))
        .findFirst()
        .flatMap(s -> person(s.user()).map(p -> new SessionOwner(s, p)));
  }

  @Override
  public void sessionUsed(SessionId session, Instant at) {
    sessions
        .find(session)
        .ifPresent(s ->
            sessions.put(
                session,
                new Session(
                    s.id(), s.user(), s.secretHash(), s.openedAt(), at, s.address(), s.device())));
  }

  @Override
  public void endSession(SessionId session) {
    sessions.remove(session);
  }

  @Override
  public void endSessionsOf(UserId user, @Nullable SessionId except) {
    sessionsOf(user).stream()
        .map(Session::id)
        .filter(id -> !id.equals(except))
        .forEach(sessions::remove);
  }

  @Override
  public List<Session> sessionsOf(UserId user) {
    return sessions.all().stream()
        .filter(s -> s.user().equals(user))
        .sorted(
            Comparator.comparing(Session::usedAt).reversed().thenComparing(s -> s.id().toString()))
        .toList();
  }

  @Override
  public Optional<TokenOwner> tokenOwner(String secretHash) {
    return tokens.all().stream()
        .filter(t -> t.secretHash().equals(secretHash))
        .findFirst()
        .flatMap(t -> person(t.owner()).map(p -> new TokenOwner(t, tokens.usedAt(t.id()), p)));
  }
}
