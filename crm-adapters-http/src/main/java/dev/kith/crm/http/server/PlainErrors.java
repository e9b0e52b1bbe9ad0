package dev.kith.crm.http.server;

import dev.kith.crm.http.kernel.Answers;
import dev.kith.crm.http.kernel.Endpoints;
import dev.kith.crm.http.kernel.Exchange;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what no route of the API and no page has answered: unknown paths, wrong methods, bugs.
 */
final class PlainErrors {

  private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);

  private PlainErrors() {}

  /**
   * Lets the API say which methods a path of it has: Javalin sees a catch-all for each method
   * there.
   */
  static void leaveTo(Endpoints api, JavalinConfig config) {
    config.routes.exception(
        MethodNotAllowedResponse.class,
        (e, ctx) -> {
          if (!api.answersUnknownMethod(ctx)) {
            answer(e, ctx);
          }
        });
  }

  static void answer(HttpResponseException e, Context ctx) {
    HttpFault fault =
        switch (e.getStatus()) {
          case 404 -> HttpFault.NO_SUCH_ROUTE;
          case 405 -> HttpFault.METHOD_NOT_ALLOWED;
          case 413 -> HttpFault.BODY_TOO_LARGE;
          default -> e.getStatus() < 500 ? HttpFault.BAD_REQUEST : HttpFault.INTERNAL_ERROR;
        };
    if (fault == HttpFault.INTERNAL_ERROR) {
      failure(e, ctx);
      return;
    }
    Problem problem = Problem.of(fault, fault.title() + ".");
    String allowed = e.getDetails().get("availableMethods");
    Answers.problem(ctx, allowed == null ? problem : problem.withHeader("Allow", allowed));
  }

  static void failure(Exception e, Context ctx) {
    if (Answers.isBrokenForm(e)) {
      Answers.problem(ctx, Answers.brokenForm(ctx, e));
      return;
    }
    LOG.error(
        "request {} failed: {} {}", Exchange.of(ctx).requestId(), ctx.method(), route(ctx), e);
    Answers.problem(
        ctx,
        Problem.of(
            HttpFault.INTERNAL_ERROR,
            "Something went wrong here. The log has the details under this request id."));
  }

  /** As it was declared: in place of an id some paths have what lets whoever knows it in. */
  private static String route(Context ctx) {
    Endpoint route = ctx.endpoints().lastHttpEndpoint();
    return route == null ? ctx.path() : route.path;
  }
}
