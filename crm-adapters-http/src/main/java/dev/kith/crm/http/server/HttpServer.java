package dev.kith.crm.http.server;

import dev.kith.crm.http.kernel.ApiOptions;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** Javalin, set up as a server of its own. */
final class HttpServer implements AutoCloseable {

  /**
   * @param https whether clients reach the server by https, be it through a proxy
   * @param behindProxy whether the proxy's word on who calls is taken
   */
  record Options(
      String host,
      int port,
      boolean https,
      boolean behindProxy,
      boolean virtualThreads,
      ApiOptions api) {}

  /** How long requests under way may take to end when the server stops. */
  private static final long LONGEST_FAREWELL_MILLIS = 20_000;

  private static final int LONGEST_HEADERS = 16 * 1024;

  private final Javalin javalin;

  private HttpServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * @param parts what is to be mounted: the API, pages, health, metrics
   */
  static HttpServer start(Options options, List<Consumer<JavalinConfig>> parts) {
    Javalin javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.startup.startupWatcherEnabled = false;
          config.concurrency.useVirtualThreads = options.virtualThreads();
          config.http.maxRequestSize = options.api().bodyLimit();
          config.http.prefer405over404 = true;
          config.jetty.host = options.host();
          config.jetty.port = options.port();
          config.jetty.modifyHttpConfiguration(http -> configure(http, options));
          config.jetty.modifyServer(HttpServer::configure);
          config.routes.before(ctx -> SecurityHeaders.set(ctx, options.https()));
          config.routes.exception(HttpResponseException.class, PlainErrors::answer);
          config.routes.exception(Exception.class, PlainErrors::failure);
          parts.forEach(part -> part.accept(config));
        });
    return new HttpServer(javalin.start());
  }

  private static void configure(HttpConfiguration http, Options options) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LONGEST_HEADERS);
    if (options.behindProxy()) {
      http.addCustomizer(new ForwardedRequestCustomizer());
    }
  }

  private static void configure(Server server) {
    server.setStopTimeout(LONGEST_FAREWELL_MILLIS);
    server.insertHandler(new GracefulHandler());
    server.setErrorHandler(new BrokenRequests());
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
