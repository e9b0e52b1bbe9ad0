package dev.kith.crm.http.testkit;

import dev.kith.crm.application.Crm;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.http.CrmRoutes;
import dev.kith.crm.http.access.CookieSessions;
import dev.kith.crm.http.access.OwnIdentities;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.kernel.Endpoints;
import dev.kith.crm.http.kernel.Identities;
import dev.kith.crm.http.scoring.tracking.TrackingEndpoints;
import dev.kith.crm.http.task.feed.CalendarEndpoints;
import dev.kith.crm.testkit.AccessWorld;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The API on a CRM in memory, on a free port; whoever calls is the CRM itself unless identities say
 * otherwise.
 */
public final class TestServer implements AutoCloseable {

  private final FailingStorage failing;
  private final SettableClock clock;
  private final Crm crm;
  private final Javalin javalin;

  private TestServer(
      FailingStorage failing, SettableClock clock, Crm crm, Consumer<JavalinConfig> routes) {
    this.failing = failing;
    this.clock = clock;
    this.crm = crm;
    javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          routes.accept(config);
        });
    javalin.start("127.0.0.1", 0);
  }

  public static TestServer start() {
    return start(ctx -> Optional.of(Actor.SYSTEM), ApiOptions.USUAL);
  }

  public static TestServer start(Identities identities, ApiOptions options) {
    return start(identities, options, builder -> {});
  }

  /** A server that takes files for imports up to so many bytes. */
  public static TestServer start(long largestImport) {
    return start(builder -> builder.largestImport(largestImport));
  }

  /** A server whose CRM does more than usual, such as jobs and reactions of the test's own. */
  public static TestServer start(Consumer<Crm.Builder> more) {
    return start(ctx -> Optional.of(Actor.SYSTEM), ApiOptions.USUAL, more);
  }

  /** A server on which browsers of strangers find links and pages' script, too. */
  public static TestServer startWithTracking() {
    FailingStorage failing = new FailingStorage(new MemoryStorage());
    SettableClock clock = SettableClock.atStart();
    Crm crm = Crm.on(failing.asStorage()).clock(clock).background(false).start();
    return new TestServer(
        failing,
        clock,
        crm,
        config -> {
          CrmRoutes.mount(config, crm, ctx -> Optional.of(Actor.SYSTEM), ApiOptions.USUAL);
          TrackingEndpoints.mount(config, crm.webTracking());
        });
  }

  private static TestServer start(
      Identities identities, ApiOptions options, Consumer<Crm.Builder> more) {
    FailingStorage failing = new FailingStorage(new MemoryStorage());
    SettableClock clock = SettableClock.atStart();
    Crm.Builder builder = Crm.on(failing.asStorage()).clock(clock).background(false);
    more.accept(builder);
    Crm crm = builder.start();
    return new TestServer(
        failing, clock, crm, config -> CrmRoutes.mount(config, crm, identities, options));
  }

  /** The API for the people of a world, whose calendars read their tasks, too. */
  public static TestServer withCalendarsOf(AccessWorld world) {
    CookieSessions sessions = new CookieSessions(world.crm.logins(), false);
    Endpoints endpoints =
        new Endpoints(
            world.crm,
            new OwnIdentities(world.crm.logins(), sessions),
            ApiOptions.USUAL,
            CrmRoutes.all(Optional.of(sessions)));
    return new TestServer(
        new FailingStorage(world.storage),
        world.clock,
        world.crm,
        config -> {
          endpoints.mount(config);
          CalendarEndpoints.mount(config, world.crm, world.clock);
        });
  }

  /** The API for the people of a world, who log in and issue tokens. */
  public static TestServer forPeopleOf(AccessWorld world, ApiOptions options) {
    CookieSessions sessions = new CookieSessions(world.crm.logins(), false);
    Endpoints endpoints =
        new Endpoints(
            world.crm,
            new OwnIdentities(world.crm.logins(), sessions),
            options,
            CrmRoutes.all(Optional.of(sessions)));
    return new TestServer(
        new FailingStorage(world.storage), world.clock, world.crm, endpoints::mount);
  }

  /**
   * A client whose paths begin below the API's prefix; every answer is held against the
   * description.
   */
  public Api api() {
    Api plain = new Api("http://127.0.0.1:" + javalin.port() + "/api/v1");
    return plain.watchedBy(Description.of(plain)::check);
  }

  public String root() {
    return "http://127.0.0.1:" + javalin.port();
  }

  /** A client that may send what the description does not know. */
  public Api rawApi() {
    return new Api("http://127.0.0.1:" + javalin.port() + "/api/v1");
  }

  public Crm crm() {
    return crm;
  }

  /**
   * Every method and path that Javalin leads to a handler, such as {@code GET /api/v1/leads};
   * catch-alls among them.
   */
  public Set<String> mounted() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint.method.name() + " " + handler.endpoint.path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the CRM works on, to be made to fail. */
  public FailingStorage failing() {
    return failing;
  }

  public SettableClock clock() {
    return clock;
  }

  @Override
  public void close() {
    javalin.stop();
    crm.close();
  }
}
