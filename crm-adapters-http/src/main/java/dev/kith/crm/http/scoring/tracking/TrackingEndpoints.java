package dev.kith.crm.http.scoring.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.BaseEncoding;
import com.google.common.io.Resources;
import dev.kith.crm.application.scoring.tracking.WebTracking;
import dev.kith.crm.application.scoring.tracking.WebTracking.Kept;
import dev.kith.crm.application.scoring.tracking.WebTracking.PageView;
import dev.kith.crm.application.scoring.tracking.WebTracking.Seen;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.RateLimit;
import dev.kith.crm.http.kernel.RateLimits;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where browsers of strangers ask for something, below {@code /t}: links and pictures of mails, the
 * script of pages, and what it reports. To be mounted beside the API.
 */
public final class TrackingEndpoints {

  private static final int LARGEST_REPORT = 4_096;

  /** An office behind one address looks at no more pages than this. */
  private static final RateLimit REPORTS = new RateLimit(600, Duration.ofMinutes(1));

  private static final String NO_STORE = "no-store";
  private static final String CACHE = "Cache-Control";

  private static final byte[] PIXEL =
      BaseEncoding.base64().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private static final String SCRIPT = script();

  private final WebTracking tracking;
  private final RateLimits limits = new RateLimits(REPORTS);

  private TrackingEndpoints(WebTracking tracking) {
    this.tracking = tracking;
  }

  public static void mount(JavalinConfig config, WebTracking tracking) {
    TrackingEndpoints endpoints = new TrackingEndpoints(tracking);
    config.routes.get("/t/c/{token}", endpoints::follow);
    config.routes.head("/t/c/{token}", endpoints::follow);
    config.routes.get("/t/o/{token}", endpoints::open);
    config.routes.head("/t/o/{token}", endpoints::open);
    config.routes.get("/t/kith.js", endpoints::script);
    config.routes.post("/t/v", endpoints::report);
    config.routes.options("/t/v", endpoints::ask);
  }

  /** Never to be kept by a browser: each time a link is followed is to be seen. */
  private void follow(Context ctx) {
    ctx.header(CACHE, NO_STORE).header("X-Robots-Tag", "noindex");
    tracking
        .follow(ctx.pathParam("token"), seen(ctx))
        .ifPresentOrElse(
            target ->
                ctx.status(302).header("Referrer-Policy", "no-referrer").header("Location", target),
            () -> gone(ctx));
  }

  private void open(Context ctx) {
    String name = ctx.pathParam("token");
    String token = name.endsWith(".gif") ? name.substring(0, name.length() - 4) : "";
    ctx.header(CACHE, NO_STORE);
    if (tracking.open(token, seen(ctx))) {
      ctx.header("Cross-Origin-Resource-Policy", "cross-origin")
          .contentType("image/gif")
          .result(PIXEL);
    } else {
      gone(ctx);
    }
  }

  private static void gone(Context ctx) {
    ctx.status(404).contentType("text/plain; charset=utf-8").result("This link leads nowhere.");
  }

  private void script(Context ctx) {
    ctx.contentType("text/javascript; charset=utf-8")
        .header(CACHE, "public, max-age=300")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .result(SCRIPT.replace("/*respect*/ 1", tracking.settings().respectSignals() ? "1" : "0"));
  }

  /** A page of an origin that is not allowed learns nothing, and nothing is kept of it. */
  private boolean isAllowed(Context ctx) {
    String origin = ctx.header("Origin");
    ctx.header("Vary", "Origin").header(CACHE, NO_STORE);
    if (origin == null || !tracking.settings().origins().contains(origin)) {
      ctx.status(403);
      return false;
    }
    ctx.header("Access-Control-Allow-Origin", origin);
    return true;
  }

  private void ask(Context ctx) {
    if (isAllowed(ctx)) {
      ctx.status(204)
          .header("Access-Control-Allow-Methods", "POST")
          .header("Access-Control-Allow-Headers", "Content-Type")
          .header("Access-Control-Max-Age", "3600");
    }
  }

  private void report(Context ctx) {
    if (!isAllowed(ctx)) {
      return;
    }
    if (!limits.takes(ctx.ip())) {
      ctx.status(429).header("Retry-After", "60");
      return;
    }
    JsonNode json = body(ctx);
    UUID visitor =
        json == null ? null : ShapeCheck.uuid(json.path("visitor").asText()).orElse(null);
    if (json == null || visitor == null) {
      ctx.status(400);
    } else if (json.path("forget").asBoolean(false)) {
      tracking.forget(visitor);
      ctx.status(204);
    } else {
      ctx.status(status(tracking.view(view(visitor, json, seen(ctx)))));
    }
  }

  private static PageView view(UUID visitor, JsonNode json, Seen seen) {
    return new PageView(
        visitor,
        json.path("consent").textValue(),
        json.path("name").textValue(),
        json.path("page").textValue(),
        json.path("identity").textValue(),
        seen);
  }

  private static int status(Outcome<Kept> outcome) {
    return switch (outcome) {
      case Outcome.Refused<Kept> refused -> 400;
      case Outcome.Done<Kept>(var kept) ->
          switch (kept) {
            case KEPT, OPTED_OUT -> 204;
            case BUSY -> 503;
          };
    };
  }

  /** Null for what is too large or no JSON. */
  private static @Nullable JsonNode body(Context ctx) {
    try (InputStream in = ctx.req().getInputStream()) {
      byte[] bytes = in.readNBytes(LARGEST_REPORT + 1);
      return bytes.length > LARGEST_REPORT ? null : Json.read(bytes);
    } catch (Json.MalformedException | IOException e) {
      return null;
    }
  }

  private static Seen seen(Context ctx) {
    String purpose = ctx.header("Sec-Purpose");
    return new Seen(
        ctx.userAgent(),
        ctx.ip(),
        ctx.method().name(),
        purpose == null ? ctx.header("Purpose") : purpose,
        "1".equals(ctx.header("Sec-GPC")) || "1".equals(ctx.header("DNT")));
  }

  private static String script() {
    try {
      return Resources.toString(
          Resources.getResource("dev/kith/crm/http/scoring/kith.js"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
