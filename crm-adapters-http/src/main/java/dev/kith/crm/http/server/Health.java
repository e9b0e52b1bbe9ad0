package dev.kith.crm.http.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.Crm;
import dev.kith.crm.http.kernel.json.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever runs the server whether to restart it (liveness: never because of the database) and
 * whether to send it requests (readiness: only while the database answers; it recovers by itself).
 */
final class Health {

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  private final Crm crm;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicBoolean wasReady = new AtomicBoolean(true);

  Health(Crm crm) {
    this.crm = crm;
  }

  void mount(JavalinConfig config) {
    config.routes.get("/health/live", ctx -> answer(ctx, 200, "up", ""));
    config.routes.get("/health/ready", this::ready);
  }

  /** From now on the server is not ready any more. */
  void stopping() {
    stopping.set(true);
  }

  private void ready(Context ctx) {
    if (stopping.get()) {
      answer(ctx, 503, "stopping", "The server is stopping.");
      return;
    }
    try {
      crm.check();
      if (!wasReady.getAndSet(true)) {
        LOG.info("ready again");
      }
      answer(ctx, 200, "up", "");
    } catch (RuntimeException e) {
      if (wasReady.getAndSet(false)) {
        LOG.warn("not ready: {}", e.getMessage());
      }
      answer(ctx, 503, "down", "The database cannot be used at this moment.");
    }
  }

  private static void answer(Context ctx, int status, String word, String why) {
    ObjectNode json = Json.object().put("status", word);
    if (!why.isEmpty()) {
      json.put("detail", why);
    }
    ctx.status(status)
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.write(json));
    if (status == 503) {
      ctx.header("Retry-After", "5");
    }
  }
}
