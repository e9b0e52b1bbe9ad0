package dev.kith.crm.application.access.login;

import dev.kith.crm.application.access.login.LoginStore.Password;
import dev.kith.crm.application.access.login.LoginStore.Person;
import dev.kith.crm.application.access.login.LoginStore.SessionOwner;
import dev.kith.crm.application.access.login.LoginStore.TokenOwner;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class LoginService implements Logins {

  private static final int LONGEST_ADDRESS = 100;
  private static final int LONGEST_DEVICE = 300;

  private final Kernel kernel;
  private final Gate gate;
  private final PasswordHasher hasher;
  private final SecretTexts secrets;
  private final LoginStore store;

  LoginService(Kernel kernel, Gate gate, PasswordHasher hasher, SecretTexts secrets) {
    this.kernel = kernel;
    this.gate = gate;
    this.hasher = hasher;
    this.secrets = secrets;
    this.store = kernel.storage().logins();
  }

  @Override
  public Outcome<Opened> logIn(
      @Nullable String login, @Nullable String password, String address, @Nullable String device) {
    String loginKey = keyOf(login == null ? "" : login);
    String given = password == null ? "" : password;
    return gate.charge(Gate.Keys.of(loginKey, address))
        .then(charged -> {
          Password known = store.password(loginKey).orElse(null);
          // Outside of a transaction, because it takes long.
          if (!gate.isRight(known, given) || known == null) {
            return Outcome.refused(new AccessRefusal.WrongCredentials());
          }
          String newHash = hasher.isOutdated(known.hash()) ? hasher.hash(given) : null;
          return kernel.transactions().run(() -> open(known, newHash, charged, address, device));
        });
  }

  @Override
  public Optional<Present> present(String sessionSecret) {
    if (sessionSecret.length() != SecretTexts.SECRET_LENGTH) {
      return Optional.empty();
    }
    Instant now = kernel.now();
    return store
        .sessionOwner(SecretTexts.hashOf(sessionSecret))
        .filter(owner -> owner.person().active() && owner.session().isGoodAt(now))
        .map(owner -> {
          noteUse(owner, now);
          return new Present(
              actor(owner.person()), owner.session().id(), SecretTexts.csrfTokenOf(sessionSecret));
        });
  }

  @Override
  public void logOut(String sessionSecret) {
    store
        .sessionOwner(SecretTexts.hashOf(sessionSecret))
        .ifPresent(owner -> inTransaction(() -> store.endSession(owner.session().id())));
  }

  @Override
  public Optional<Actor> program(String tokenSecret) {
    if (!tokenSecret.startsWith(SecretTexts.TOKEN_PREFIX)
        || tokenSecret.length() != SecretTexts.TOKEN_PREFIX.length() + SecretTexts.SECRET_LENGTH) {
      return Optional.empty();
    }
    Instant now = kernel.now();
    return store
        .tokenOwner(SecretTexts.hashOf(tokenSecret))
        .filter(owner -> owner.person().active() && owner.token().isGoodAt(now))
        .map(owner -> {
          noteUse(owner, now);
          Person person = owner.person();
          return new Actor(
              Actor.Kind.TOKEN,
              person.id(),
              person.name() + " (" + owner.token().name() + ")",
              person.grants().onlyThose(owner.token().permissions()),
              person.colleagues());
        });
  }

  private Outcome<Opened> open(
      Password known,
      @Nullable String newHash,
      Gate.Keys charged,
      String address,
      @Nullable String device) {
    Person person = store.person(known.user()).filter(Person::active).orElse(null);
    Password still = store.password(known.user()).orElse(null);
    if (person == null || !known.equals(still)) {
      // Deactivated, or given another password, while the old one was being checked.
      return Outcome.refused(new AccessRefusal.WrongCredentials());
    }
    if (newHash != null) {
      store.putPassword(person.id(), newHash);
    }
    Instant now = kernel.now();
    store.sessionsOf(person.id()).stream()
        .filter(session -> !session.isGoodAt(now))
        .forEach(session -> store.endSession(session.id()));
    String secret = secrets.newSessionSecret();
    Session session =
        new Session(
            new SessionId(kernel.ids().next()),
            person.id(),
            SecretTexts.hashOf(secret),
            now,
            now,
            shortened(address, LONGEST_ADDRESS),
            device == null ? null : shortened(device, LONGEST_DEVICE));
    store.addSession(session);
    gate.succeeded(charged);
    return Outcome.done(
        new Opened(
            session.id(),
            secret,
            SecretTexts.csrfTokenOf(secret),
            session.endsAt(),
            actor(person)));
  }

  private void noteUse(SessionOwner owner, Instant now) {
    if (isWorthNoting(owner.session().usedAt(), now)) {
      inTransaction(() -> store.sessionUsed(owner.session().id(), now));
    }
  }

  private void noteUse(TokenOwner owner, Instant now) {
    if (isWorthNoting(owner.usedAt(), now)) {
      inTransaction(() -> kernel.storage().apiTokens().used(owner.token().id(), now));
    }
  }

  private static boolean isWorthNoting(@Nullable Instant noted, Instant now) {
    return noted == null || !noted.plus(SessionPolicy.NOTED_EVERY).isAfter(now);
  }

  private void inTransaction(Runnable work) {
    kernel
        .transactions()
        .always(() -> {
          work.run();
          return true;
        });
  }

  private static Actor actor(Person person) {
    return new Actor(
        Actor.Kind.USER, person.id(), person.name(), person.grants(), person.colleagues());
  }

  /**
   * What makes two logins the same; of something that is no e-mail address, some key that nobody
   * has.
   */
  private static String keyOf(String login) {
    return switch (EmailAddress.parse(login)) {
      case Outcome.Done<EmailAddress>(var address) -> address.key();
      case Outcome.Refused<EmailAddress> r -> login.strip().toLowerCase(Locale.ROOT);
    };
  }

  /** What a client says of itself is kept only so far, and without what no database keeps. */
  private static String shortened(String text, int longest) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isISOControl(c) && !(c >= 0xD800 && c <= 0xDFFF))
        .limit(longest)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
