package dev.kith.crm.domain.access;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in.
 *
 * <p>A user is registered with a first password by an administrator, changes it, joins and leaves teams and roles, and is
 * deactivated when they leave. They are never deleted: the audit trail and the records they own refer to them. A deactivated
 * user cannot log in, and their sessions and tokens are worth nothing from that moment.
 *
 * @param passwordHash the encoded Argon2id hash, never the password
 */
public record User(
    UserId id,
    Revision revision,
    EmailAddress login,
    String name,
    boolean active,
    Set<RoleId> roles,
    Set<TeamId> teams,
    String passwordHash)
    implements Aggregate {

  public static final int LONGEST_NAME = 100;

  public User {
    roles = ImmutableSet.copyOf(roles);
    teams = ImmutableSet.copyOf(teams);
  }

  /** What is known of a user besides the password. */
  public record Profile(
      @Nullable String login, @Nullable String name, Set<RoleId> roles, Set<TeamId> teams) {}

  public static Outcome<Change<User>> register(
      UserId id, Profile profile, String passwordHash, Instant now) {
    return read(profile)
        .map(
            p ->
                Change.of(
                    new User(
                        id, Revision.first(now), p.login, p.name, true, profile.roles(), profile.teams(), passwordHash)));
  }

  public Outcome<Change<User>> edit(Profile profile, Instant now) {
    return read(profile)
        .map(
            p ->
                Change.of(
                    new User(
                        id, revision.next(now), p.login, p.name, active, profile.roles(), profile.teams(), passwordHash)));
  }

  public Change<User> changePassword(String newHash, Instant now) {
    return Change.of(new User(id, revision.next(now), login, name, active, roles, teams, newHash));
  }

  /**
   * @param otherAdministrators how many active administrators there are besides this user
   * @param isAdministrator whether this user is one now
   */
  public Outcome<Change<User>> deactivate(boolean isAdministrator, int otherAdministrators, Instant now) {
    if (!active) {
      return Outcome.done(Change.none(this));
    }
    return isAdministrator && otherAdministrators == 0
        ? Outcome.refused(new AccessRefusal.LastAdministrator())
        : Outcome.done(Change.of(new User(id, revision.next(now), login, name, false, roles, teams, passwordHash)));
  }

  public Change<User> reactivate(Instant now) {
    return active
        ? Change.none(this)
        : Change.of(new User(id, revision.next(now), login, name, true, roles, teams, passwordHash));
  }

  @Override
  public Subject subject() {
    return new Subject("user", id.value());
  }

  private record Read(EmailAddress login, String name) {}

  private static Outcome<Read> read(Profile profile) {
    Checks checks = new Checks();
    EmailAddress login = null;
    if (profile.login() == null || profile.login().isBlank()) {
      checks.add("login", "required", "A user needs an e-mail address to log in with.");
    } else {
      login = checks.take("login", EmailAddress.parse(profile.login()));
    }
    String name = checks.text("name", profile.name(), LONGEST_NAME, false);
    if (name == null) {
      checks.add("name", "required", "A user needs a name.");
    }
    EmailAddress goodLogin = login;
    return checks.orRefuse(() -> new Read(Objects.requireNonNull(goodLogin), Objects.requireNonNull(name)));
  }
}
