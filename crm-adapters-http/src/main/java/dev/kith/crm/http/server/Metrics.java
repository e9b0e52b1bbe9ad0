package dev.kith.crm.http.server;

import dev.kith.crm.http.kernel.Observer;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/** Figures for whoever watches the server, in the OpenMetrics text format. */
final class Metrics implements Observer, AutoCloseable {

  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /**
   * A figure that is asked for whenever the metrics are read; one that cannot be told at the moment
   * is left out.
   */
  void gauge(String name, String meaning, Supplier<Number> figure) {
    Gauge.builder(name, () -> orMissing(figure)).description(meaning).register(registry);
  }

  void mount(JavalinConfig config) {
    config.routes.get("/metrics", this::scrape);
  }

  @Override
  public void answered(String method, String route, int status, Duration took) {
    Timer.builder("kith.http.requests")
        .description("Requests of the API, by route")
        .tag("method", method)
        .tag("route", route)
        .tag("status", Integer.toString(status))
        .register(registry)
        .record(took);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private void scrape(Context ctx) {
    ctx.contentType(OPEN_METRICS)
        .header("Cache-Control", "no-store")
        .result(registry.scrape(OPEN_METRICS));
  }

  private static Number orMissing(Supplier<Number> figure) {
    try {
      return figure.get();
    } catch (RuntimeException e) {
      // The database is gone: that is for the readiness to tell; the other figures are still
      // wanted.
      return Double.NaN;
    }
  }
}
