package dev.kith.crm.http.opportunity;

import com.google.common.primitives.Longs;
import dev.kith.crm.application.opportunity.BoardWatch;
import dev.kith.crm.application.opportunity.BoardWatch.Changed;
import dev.kith.crm.http.kernel.json.Json;
import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * What changes on a board, as server-sent events. Each stream has a thread of its own that waits
 * for its client alone: one that never reads holds up nobody, and when its connection does not take
 * anything for half a minute it is ended. Streams end by themselves after a while, so that a client
 * has to show anew that it may look, and at once when the server stops.
 */
final class BoardEvents {

  static final String MEDIA_TYPE = "text/event-stream";

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** How long it takes at most to notice that the server stops. */
  private static final Duration GLANCE = Duration.ofMillis(250);

  private BoardEvents() {}

  /** What a client that comes back has been told last; null if it comes for the first time. */
  static @Nullable Long seen(Context ctx, @Nullable String after) {
    Long last = read(ctx.header("Last-Event-ID"));
    return last == null ? read(after) : last;
  }

  private static @Nullable Long read(@Nullable String text) {
    Long number = text == null ? null : Longs.tryParse(text);
    return number == null || number < 0 ? null : number;
  }

  /** Answers with the stream of a watch, which is closed with it. */
  static void stream(Context ctx, BoardWatch watch) {
    try {
      HttpServletResponse response = ctx.res();
      response.setStatus(200);
      response.setContentType(MEDIA_TYPE);
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.setHeader("Cache-Control", "no-store");
      // Proxies that collect answers before they pass them on are asked not to.
      response.setHeader("X-Accel-Buffering", "no");
      write(response, "retry: 3000\n\n");
    } catch (IOException e) {
      watch.close();
      throw new UncheckedIOException(e);
    }
    Server server =
        ServletContextRequest.getServletContextRequest(ctx.req())
            .getConnectionMetaData()
            .getConnector()
            .getServer();
    ctx.future(() -> {
      AsyncContext request = ctx.req().getAsyncContext();
      request.setTimeout(0);
      Thread.ofVirtual()
          .name("kith-board-events")
          .start(() -> {
            tell(ctx.res(), watch, server);
            end(request);
          });
      // Javalin has nothing left to write, and must not look at a request whose client has gone.
      return new CompletableFuture<>();
    });
  }

  private static void end(AsyncContext request) {
    try {
      request.complete();
    } catch (IllegalStateException e) {
      // The connection broke, and the server below has ended the request already.
      return;
    }
  }

  private static void tell(HttpServletResponse response, BoardWatch watch, Server server) {
    long began = System.nanoTime();
    long written = began;
    try (watch) {
      while (server.isRunning() && System.nanoTime() - began < LONGEST.toNanos()) {
        Optional<Changed> changed = watch.await(GLANCE);
        if (changed.isPresent()) {
          write(response, event(changed.get()));
          written = System.nanoTime();
        } else if (watch.isEnded()) {
          return;
        } else if (System.nanoTime() - written >= HEARTBEAT.toNanos()) {
          write(response, ":\n\n");
          written = System.nanoTime();
        }
      }
    } catch (IOException | IllegalStateException e) {
      // The client has gone, or does not read.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String event(Changed changed) {
    var data = Json.object().put("everything", changed.everything());
    var stages = data.putArray("stages");
    changed.stages().forEach(stages::add);
    return "id: "
        + changed.position()
        + "\nevent: changed\ndata: "
        + new String(Json.write(data), StandardCharsets.UTF_8)
        + "\n\n";
  }

  private static void write(HttpServletResponse response, String text) throws IOException {
    OutputStream out = response.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    response.flushBuffer();
  }
}
