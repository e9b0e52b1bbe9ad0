package dev.kith.crm.http.testkit;

import dev.kith.crm.application.Crm;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.http.CrmRoutes;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.kernel.Identities;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import io.javalin.Javalin;
import java.util.Optional;

/**
 * The API on a CRM in memory, on a free port; whoever calls is the CRM itself unless identities say
 * otherwise.
 */
public final class TestServer implements AutoCloseable {

  private final MemoryStorage storage = new MemoryStorage();
  private final SettableClock clock = SettableClock.atStart();
  private final Crm crm;
  private final Javalin javalin;

  private TestServer(Identities identities, ApiOptions options) {
    crm = Crm.on(storage).clock(clock).background(false).start();
    javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          CrmRoutes.mount(config, crm, identities, options);
        });
    javalin.start("127.0.0.1", 0);
  }

  public static TestServer start() {
    return start(ctx -> Optional.of(Actor.SYSTEM), ApiOptions.USUAL);
  }

  public static TestServer start(Identities identities, ApiOptions options) {
    return new TestServer(identities, options);
  }

  /**
   * A client whose paths begin below the API's prefix; every answer is held against the
   * description.
   */
  public Api api() {
    Api plain = new Api("http://127.0.0.1:" + javalin.port() + "/api/v1");
    return plain.watchedBy(Description.of(plain)::check);
  }

  /** A client that may send what the description does not know. */
  public Api rawApi() {
    return new Api("http://127.0.0.1:" + javalin.port() + "/api/v1");
  }

  public Crm crm() {
    return crm;
  }

  public MemoryStorage storage() {
    return storage;
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
