package dev.kith.crm.http.server;

import dev.kith.crm.application.Crm;
import dev.kith.crm.http.CrmRoutes;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.kernel.Identities;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.List;
import java.util.function.Consumer;

/** Javalin with everything that the CRM offers over HTTP. */
final class HttpServer implements AutoCloseable {

  /** @param https whether clients reach the server by https, be it through a proxy */
  record Options(String host, int port, boolean https, boolean virtualThreads, ApiOptions api) {}

  private final Javalin javalin;

  private HttpServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /** @param more what else is to be mounted: pages, health, metrics */
  static HttpServer start(Crm crm, Identities identities, Options options, List<Consumer<JavalinConfig>> more) {
    Javalin javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.concurrency.useVirtualThreads = options.virtualThreads();
              config.jetty.host = options.host();
              config.jetty.port = options.port();
              config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
              config.routes.before(ctx -> SecurityHeaders.set(ctx, options.https()));
              CrmRoutes.mount(config, crm, identities, options.api());
              more.forEach(m -> m.accept(config));
            });
    return new HttpServer(javalin.start());
  }

  int port() {
    return javalin.port();
  }

  /** Takes no new requests, and ends when those under way are answered. */
  @Override
  public void close() {
    javalin.stop();
  }
}
