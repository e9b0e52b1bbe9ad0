package dev.kith.crm.testkit;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.access.login.Logins.Opened;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A CRM with its first administrator, in which people are quickly made. */
public final class AccessWorld {

  public static final String ADA = "ada@engines.example";
  public static final String PASSWORD = "correct horse battery";

  public final SettableClock clock = SettableClock.atStart();
  public final QuickPasswordHasher hasher = new QuickPasswordHasher();
  public final Storage storage;
  public final Crm crm;
  public final User ada;

  public AccessWorld() {
    this(new MemoryStorage());
  }

  public AccessWorld(Storage storage) {
    this.storage = storage;
    AtomicLong secrets = new AtomicLong();
    crm =
        Crm.on(storage)
            .clock(clock)
            .background(false)
            .passwordHasher(hasher)
            .secrets(count -> ByteBuffer.allocate(count).putLong(secrets.incrementAndGet()).array())
            .start();
    ada =
        crm.firstStart()
            .administrator(ADA, "Ada Admin", PASSWORD)
            .orElseThrow()
            .orElseThrow()
            .user();
  }

  /** The CRM as the first administrator uses it. */
  public Workspace asAda() {
    return crm.as(logIn(ADA).actor());
  }

  public Role role(String name, Grants grants) {
    return asAda().roles().define(name, grants).orElseThrow();
  }

  public TeamId team(String name) {
    return asAda().teams().found(name).orElseThrow().id();
  }

  public User user(String name, RoleId... roles) {
    return asAda()
        .users()
        .register(
            new User.Profile(AccessFixtures.loginOf(name), name, Set.of(roles), Set.of()), PASSWORD)
        .orElseThrow();
  }

  /** A user who may do this. */
  public User userWith(String name, Grants grants) {
    return user(name, role("Role of " + name, grants).id());
  }

  public Opened logIn(String login) {
    return crm.logins().logIn(login, PASSWORD, "192.0.2.1", null).orElseThrow();
  }

  public Actor actor(User user) {
    return logIn(user.login().text()).actor();
  }

  public Workspace as(User user) {
    return crm.as(actor(user));
  }
}
