package dev.kith.crm.application.access.login;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.access.UserStore;
import dev.kith.crm.application.access.UsersWithPassword;
import dev.kith.crm.application.access.login.LoginStore.Password;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.PasswordRules;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class OwnLoginService implements OwnLogin {

  private static final Changes.Kind<UserId, User> KIND =
      new Changes.Kind<>(Feature.ACCESS, User.class, User::subjectOf, User::facts, User::id);

  private final Kernel kernel;
  private final Context context;
  private final Gate gate;
  private final PasswordRules rules;
  private final PasswordHasher hasher;
  private final UserStore users;
  private final LoginStore logins;

  OwnLoginService(
      Kernel kernel, Context context, Gate gate, PasswordRules rules, PasswordHasher hasher) {
    this.kernel = kernel;
    this.context = context;
    this.gate = gate;
    this.rules = rules;
    this.hasher = hasher;
    this.users = kernel.storage().users();
    this.logins = kernel.storage().logins();
  }

  @Override
  public Outcome<User> changePassword(
      @Nullable String oldPassword, @Nullable String newPassword, @Nullable SessionId current) {
    return inPerson(() -> {
      Password known = logins.password(context.actor().id()).orElse(null);
      if (known == null) {
        return Outcome.refused(NotFound.of("user", context.actor().id().value()));
      }
      return gate.charge(Gate.Keys.of(new EmailAddress(known.login()).key()))
          .then(charged -> changed(charged, known, oldPassword, newPassword, current));
    });
  }

  @Override
  public Outcome<List<SessionView>> sessions() {
    return inPerson(() -> Outcome.done(good()));
  }

  @Override
  public Outcome<SessionView> endSession(SessionId id) {
    return inPerson(() ->
        kernel
            .transactions()
            .run(() ->
                good().stream()
                    .filter(session -> session.id().equals(id))
                    .findFirst()
                    .map(session -> {
                      logins.endSession(id);
                      return Outcome.done(session);
                    })
                    .orElseGet(() -> Outcome.refused(NotFound.of("session", id.value())))));
  }

  private Outcome<User> changed(
      Gate.Keys charged,
      Password known,
      @Nullable String oldPassword,
      @Nullable String newPassword,
      @Nullable SessionId current) {
    ImmutableList.Builder<Violation> problems = ImmutableList.builder();
    boolean isThem = gate.isRight(known, oldPassword == null ? "" : oldPassword);
    if (!isThem) {
      problems.add(Violation.at("oldPassword", "wrong-password", "This is not your password."));
    }
    problems.addAll(rules.problemsOf("newPassword", newPassword, known.login()));
    List<Violation> found = problems.build();
    String hash = found.isEmpty() ? hasher.hash(Objects.requireNonNull(newPassword)) : "";
    Outcome<User> outcome =
        new Changes<>(KIND, new UsersWithPassword(users, logins, hash), kernel, context)
            .changeOwn(
                known.user(),
                "user.change-password",
                "",
                user ->
                    found.isEmpty()
                        ? replaced(user, current)
                        : Outcome.refused(new Invalid(found)));
    if (isThem) {
      kernel
          .transactions()
          .always(() -> {
            gate.succeeded(charged);
            return true;
          });
    }
    return outcome;
  }

  private Outcome<Change<User>> replaced(User user, @Nullable SessionId current) {
    logins.endSessionsOf(user.id(), current);
    return Outcome.done(user.changePassword(kernel.now()));
  }

  private List<SessionView> good() {
    Instant now = kernel.now();
    return logins.sessionsOf(context.actor().id()).stream()
        .filter(session -> session.isGoodAt(now))
        .map(s ->
            new SessionView(s.id(), s.openedAt(), s.usedAt(), s.endsAt(), s.address(), s.device()))
        .toList();
  }

  /** A program must not be able to lock its owner out, or to learn where they are logged in. */
  private <T> Outcome<T> inPerson(Supplier<Outcome<T>> next) {
    return context.actor().kind() == Actor.Kind.TOKEN
        ? Outcome.refused(
            new Forbidden(
                "", "This can be done only by somebody who logged in, not with an API token."))
        : next.get();
  }
}
