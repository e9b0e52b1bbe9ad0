package dev.kith.crm.domain.access;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in.
 *
 * <p>A user is registered with a first password by an administrator, changes it, joins and leaves
 * teams and roles, and is deactivated when they leave. They are never deleted: the audit trail and
 * the records they own refer to them. A deactivated user cannot log in, and their sessions and
 * tokens are worth nothing from that moment.
 *
 * @param passwordChangedAt when the password was last set; its hash is kept apart, where no view,
 *     log or memory finds it
 */
public record User(
    UserId id,
    Revision revision,
    EmailAddress login,
    String name,
    boolean active,
    Set<RoleId> roles,
    Set<TeamId> teams,
    Instant passwordChangedAt)
    implements Aggregate {

  public static final int LONGEST_NAME = 100;

  public User {
    roles = ImmutableSet.copyOf(roles);
    teams = ImmutableSet.copyOf(teams);
    passwordChangedAt = passwordChangedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** What is known of a user besides the password. */
  public record Profile(
      @Nullable String login, @Nullable String name, Set<RoleId> roles, Set<TeamId> teams) {
    public Profile {
      roles = ImmutableSet.copyOf(roles);
      teams = ImmutableSet.copyOf(teams);
    }
  }

  /** Every problem of a profile by itself: whether its roles and teams exist is not known here. */
  public static List<Violation> problemsOf(Profile profile) {
    return read(profile).violations();
  }

  /** Refused with {@code invalid}, every problem of the profile listed. */
  public static Outcome<Change<User>> register(UserId id, Profile profile, Instant now) {
    return read(profile)
        .map(p ->
            Change.of(
                new User(
                    id,
                    Revision.first(now),
                    p.login,
                    p.name,
                    true,
                    profile.roles(),
                    profile.teams(),
                    now)));
  }

  /** Refused as {@link #register}. A profile that says nothing new changes nothing. */
  public Outcome<Change<User>> edit(Profile profile, Instant now) {
    return read(profile)
        .map(p ->
            p.login.equals(login)
                    && p.name.equals(name)
                    && profile.roles().equals(roles)
                    && profile.teams().equals(teams)
                ? Change.none(this)
                : Change.of(
                    new User(
                        id,
                        revision.next(now),
                        p.login,
                        p.name,
                        active,
                        profile.roles(),
                        profile.teams(),
                        passwordChangedAt)));
  }

  public Change<User> changePassword(Instant now) {
    return Change.of(new User(id, revision.next(now), login, name, active, roles, teams, now));
  }

  public Change<User> deactivate(Instant now) {
    return active
        ? Change.of(
            new User(id, revision.next(now), login, name, false, roles, teams, passwordChangedAt))
        : Change.none(this);
  }

  public Change<User> reactivate(Instant now) {
    return active
        ? Change.none(this)
        : Change.of(
            new User(id, revision.next(now), login, name, true, roles, teams, passwordChangedAt));
  }

  /** Whether this user can administer everything: the last one who can must stay. */
  public boolean isAdministrator() {
    return active && roles.contains(Role.ADMINISTRATOR);
  }

  /**
   * Refused with {@code last-administrator} if the next state would leave nobody who administers.
   *
   * @param otherAdministrators how many active administrators there are besides this user
   */
  public Outcome<Change<User>> unlessLastAdministrator(
      Change<User> change, int otherAdministrators) {
    return isAdministrator() && !change.next().isAdministrator() && otherAdministrators == 0
        ? Outcome.refused(new AccessRefusal.LastAdministrator())
        : Outcome.done(change);
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(UserId id) {
    return new Subject("user", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return ImmutableMap.of(
        "login", login.text(),
        "name", name,
        "active", Boolean.toString(active),
        "roles", joined(roles),
        "teams", joined(teams),
        "passwordChangedAt", passwordChangedAt.toString());
  }

  private static String joined(Set<?> ids) {
    return ids.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
  }

  private record Read(EmailAddress login, String name) {}

  private static Outcome<Read> read(Profile profile) {
    Checks checks = new Checks();
    EmailAddress login = null;
    if (profile.login() == null || VisibleText.isBlank(profile.login())) {
      checks.add("login", "required", "A user needs an e-mail address to log in with.");
    } else {
      login = checks.take("login", EmailAddress.parse(profile.login()));
    }
    String name = checks.text("name", profile.name(), LONGEST_NAME, false);
    if (name == null) {
      checks.add("name", "required", "A user needs a name.");
    }
    EmailAddress goodLogin = login;
    return checks.orRefuse(
        () -> new Read(Objects.requireNonNull(goodLogin), Objects.requireNonNull(name)));
  }
}
