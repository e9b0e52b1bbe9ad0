package dev.kith.crm.http.server;

import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what is refused before Javalin sees it: broken HTTP, impossible paths, headers that do
 * not fit.
 */
final class BrokenRequests extends ErrorHandler {

  private static final Ids IDS = Ids.timeOrdered();

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpFault fault =
        switch (response.getStatus()) {
          case 404 -> HttpFault.NO_SUCH_ROUTE;
          case 405 -> HttpFault.METHOD_NOT_ALLOWED;
          case 413 -> HttpFault.BODY_TOO_LARGE;
          case 414 -> HttpFault.URI_TOO_LONG;
          case 431 -> HttpFault.HEADERS_TOO_LARGE;
          case 503 -> HttpFault.UNAVAILABLE;
          default -> response.getStatus() < 500 ? HttpFault.BAD_REQUEST : HttpFault.INTERNAL_ERROR;
        };
    String id = IDS.next().toString();
    byte[] body =
        Json.write(Problem.of(fault, fault.title() + ".").json("/#" + id, id, id.replace("-", "")));
    response.setStatus(fault.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put("X-Request-Id", id);
    // Jetty closes the connection after a request that it could not read: clients must know, or
    // their next request gets lost.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    if (fault == HttpFault.UNAVAILABLE) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
    }
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
