package dev.kith.crm.http.kernel;

import dev.kith.crm.application.kernel.StorageUnavailableException;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import dev.kith.crm.http.kernel.problem.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletException;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers and problems: the one place from which either leaves. */
public final class Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  static void begin(Context ctx) {
    // Answers depend on who asks; a browser may keep them but must ask whether they still hold.
    ctx.header("Cache-Control", "private, no-cache");
    Exchange.of(ctx).answer(ctx);
  }

  static void reply(Context ctx, Reply reply) {
    if (ctx.res().isCommitted()) {
      return;
    }
    reply.headers().forEach(ctx::header);
    Long version = reply.version();
    if (version != null) {
      ctx.header("ETag", Preconditions.tag(version));
      boolean read = ctx.method().equals(HandlerType.GET) || ctx.method().equals(HandlerType.HEAD);
      if (read && Preconditions.isKnown(ctx, version)) {
        ctx.status(304);
        return;
      }
    }
    ctx.status(reply.status());
    String mediaType = reply.mediaType();
    byte[] body = reply.body();
    if (mediaType != null && body != null) {
      ctx.contentType(mediaType).result(body);
    }
  }

  static void failure(Context ctx, Exception e) {
    switch (e) {
      case ProblemException known -> problem(ctx, known.problem());
      case StorageUnavailableException gone -> {
        LOG.warn(
            "request {}: the storage cannot be used: {}",
            Exchange.of(ctx).requestId(),
            gone.getMessage());
        problem(
            ctx,
            Problem.of(HttpFault.UNAVAILABLE, "The database cannot be reached at this moment.")
                .withHeader("Retry-After", "5"));
      }
      case Download.BrokenException broken -> {
        LOG.warn(
            "request {}: the download broke off: {} {}",
            Exchange.of(ctx).requestId(),
            ctx.method(),
            ctx.path(),
            broken.getCause());
        Download.cut(ctx);
      }
      case ServletException broken when isBrokenForm(broken) -> problem(ctx, brokenForm(ctx, e));
      case EOFException gone ->
          problem(
              ctx,
              Problem.of(HttpFault.BAD_REQUEST, "The body ended before its announced length."));
      case IOException slow when slow.getCause() instanceof TimeoutException ->
          problem(
              ctx,
              Problem.of(HttpFault.BAD_REQUEST, "The body did not arrive: nothing came in time."));
      default -> {
        LOG.error(
            "request {} failed: {} {}", Exchange.of(ctx).requestId(), ctx.method(), ctx.path(), e);
        problem(
            ctx,
            Problem.of(
                HttpFault.INTERNAL_ERROR,
                "Something went wrong here. The log has the details under this request id."));
      }
    }
  }

  /**
   * Whether a form with files could not be read because of the form, rather than of a disk: the
   * server below throws the same for both.
   */
  public static boolean isBrokenForm(Exception e) {
    return e instanceof ServletException && !(e.getCause() instanceof IOException);
  }

  /** What is wrong with a form that could not be read. */
  public static Problem brokenForm(Context ctx, Exception e) {
    return FormLimit.isExceeded(e)
        ? FormLimit.exceeded(ctx)
        : Problem.of(
            HttpFault.BAD_REQUEST,
            "The form cannot be read: its parts are not separated as its Content-Type says.");
  }

  /** Answers a request with a problem. */
  public static void problem(Context ctx, Problem problem) {
    Bodies.drain(ctx);
    Exchange exchange = Exchange.of(ctx);
    exchange.answer(ctx);
    problem.headers().forEach(ctx::header);
    String instance = ctx.path() + "#" + exchange.requestId();
    ctx.status(problem.status())
        .header("Cache-Control", "no-store")
        .contentType(Problem.MEDIA_TYPE)
        .result(Json.write(problem.json(instance, exchange.requestId(), exchange.traceId())));
  }
}
