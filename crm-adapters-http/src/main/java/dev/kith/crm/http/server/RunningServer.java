package dev.kith.crm.http.server;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.access.login.FirstStart.Administrator;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.CrmPages;
import dev.kith.crm.http.CrmRoutes;
import dev.kith.crm.http.access.CookieSessions;
import dev.kith.crm.http.access.OwnIdentities;
import dev.kith.crm.http.kernel.Endpoints;
import dev.kith.crm.http.scoring.tracking.TrackingEndpoints;
import dev.kith.crm.http.task.feed.CalendarEndpoints;
import dev.kith.crm.persistence.JooqStorage;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The composition root: storage, CRM, API, pages, health and metrics, put together and running. */
final class RunningServer implements AutoCloseable {

  private final Settings settings;
  private final Crm crm;
  private final Health health;
  private final Metrics metrics;
  private final HttpServer http;
  private final List<String> welcome;

  private RunningServer(
      Settings settings,
      Crm crm,
      Health health,
      Metrics metrics,
      HttpServer http,
      List<String> welcome) {
    this.settings = settings;
    this.crm = crm;
    this.health = health;
    this.metrics = metrics;
    this.http = http;
    this.welcome = ImmutableList.copyOf(welcome);
  }

  static RunningServer start(Settings settings) {
    return start(settings, JooqStorage.open(settings.database()));
  }

  /**
   * @param storage closed with the server, and if the server cannot start
   */
  static RunningServer start(Settings settings, Storage storage) {
    Crm crm;
    try {
      Crm.Builder builder = Crm.on(storage).largestImport(settings.largestImport());
      if (settings.homeCountry() != null) {
        builder.homeCountry(settings.homeCountry());
      }
      settings.mail().applyTo(builder);
      settings.lookups().applyTo(builder, settings.mail().known());
      crm = builder.start();
    } catch (RuntimeException e) {
      storage.close();
      throw e;
    }
    try {
      List<String> welcome = firstStart(settings, crm, storage);
      return serve(settings, crm, welcome);
    } catch (RuntimeException e) {
      crm.close();
      throw e;
    }
  }

  private static RunningServer serve(Settings settings, Crm crm, List<String> welcome) {
    CookieSessions sessions = new CookieSessions(crm.logins(), settings.http().https());
    Metrics metrics = new Metrics();
    Gauges.register(metrics, crm);
    Health health = new Health(crm);
    Endpoints endpoints =
        new Endpoints(
            crm,
            new OwnIdentities(crm.logins(), sessions),
            settings.http().api().observedBy(metrics),
            CrmRoutes.all(Optional.of(sessions)));
    List<Consumer<JavalinConfig>> parts =
        List.of(
            endpoints::mount,
            config -> PlainErrors.leaveTo(endpoints, config),
            new ApiBrowser(sessions)::mount,
            health::mount,
            metrics::mount,
            config -> TrackingEndpoints.mount(config, crm.webTracking()),
            config -> CalendarEndpoints.mount(config, crm, InstantSource.system()),
            config -> CrmPages.mount(config, crm, sessions, InstantSource.system()));
    return new RunningServer(
        settings, crm, health, metrics, HttpServer.start(settings.http(), parts), welcome);
  }

  /** Makes a new storage one to log in to; what is to be told to whoever starts the server. */
  private static List<String> firstStart(Settings settings, Crm crm, Storage storage) {
    List<String> lines = new ArrayList<>();
    String password = settings.adminPassword();
    if (settings.demo() && password == null) {
      password = Demo.PASSWORD;
    }
    Optional<Administrator> made =
        switch (crm.firstStart().administrator(settings.adminLogin(), "Administrator", password)) {
          case Outcome.Done<Optional<Administrator>>(var administrator) -> administrator;
          case Outcome.Refused<Optional<Administrator>>(var refusal) ->
              throw new IllegalStateException(
                  "the first administrator cannot be made: " + refusal.detail());
        };
    made.ifPresent(administrator -> {
      String generated = administrator.generatedPassword();
      lines.add(
          "Administrator: "
              + administrator.user().login()
              + (generated == null ? "" : "  password: " + generated + "  (shown this once)"));
    });
    if (settings.demo()) {
      if (made.isPresent()) {
        Demo.fill(
            crm.as(Actor.SYSTEM), storage, crm.webTracking(), InstantSource.system().instant());
      }
      lines.addAll(Demo.logIns(settings.adminLogin()));
    }
    return lines;
  }

  String url() {
    String host = settings.http().host();
    boolean everywhere = host.equals("0.0.0.0") || host.equals("127.0.0.1") || host.equals("::");
    return "http://" + (everywhere ? "localhost" : host) + ":" + http.port();
  }

  /** Lines for whoever starts the server. */
  List<String> welcome() {
    return welcome;
  }

  String ready(Duration took) {
    return "READY "
        + url()
        + "  Kith "
        + Version.ours()
        + " on "
        + settings.database().url().replaceAll("[?;].*", "")
        + ", Java "
        + Runtime.version().feature()
        + ", started in "
        + took.toMillis()
        + " ms";
  }

  /**
   * Says that it is not ready; after the delay takes no new requests, lets those under way end,
   * then the background work, then closes the storage.
   */
  @Override
  public void close() {
    health.stopping();
    try {
      TimeUnit.NANOSECONDS.sleep(settings.stopDelay().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
    metrics.close();
    crm.close();
  }
}
