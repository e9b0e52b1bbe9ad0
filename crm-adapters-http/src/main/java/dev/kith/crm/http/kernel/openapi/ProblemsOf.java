package dev.kith.crm.http.kernel.openapi;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.problem.HttpFault;
import java.util.Arrays;
import java.util.Set;

/** Which problems a route can answer. */
public final class ProblemsOf {

  private ProblemsOf() {}

  /** The codes of the route's own refusals, and those that follow from what it takes. */
  public static Set<String> route(Route route) {
    ImmutableSet.Builder<String> codes = ImmutableSet.builder();
    codes.addAll(route.problems());
    add(
        codes,
        HttpFault.BAD_REQUEST,
        HttpFault.UNKNOWN_PARAMETER,
        HttpFault.INVALID_PARAMETER,
        HttpFault.INVALID_TOKEN,
        HttpFault.NOT_ACCEPTABLE,
        HttpFault.RATE_LIMITED,
        HttpFault.INTERNAL_ERROR,
        HttpFault.UNAVAILABLE);
    if (!route.variables().isEmpty()) {
      codes.add("not-found");
    }
    if (!route.open()) {
      add(codes, HttpFault.UNAUTHENTICATED);
    }
    if (!route.method().name().equals("GET")) {
      add(codes, HttpFault.CSRF_TOKEN_INVALID);
    }
    Route.Payload payload = route.payload();
    if (payload != null) {
      add(codes, HttpFault.UNSUPPORTED_MEDIA_TYPE, HttpFault.BODY_TOO_LARGE);
      if (payload.shape() != null) {
        codes.add("invalid");
        add(codes, HttpFault.MALFORMED_JSON, HttpFault.UNKNOWN_PROPERTY);
      }
    }
    if (route.versioned()) {
      add(codes, HttpFault.PRECONDITION_REQUIRED);
    }
    if (route.takesIdempotencyKey()) {
      codes.add("idempotency-key-reused", "idempotency-in-progress");
    }
    return codes.build();
  }

  private static void add(ImmutableSet.Builder<String> codes, HttpFault... faults) {
    Arrays.stream(faults).map(HttpFault::code).forEach(codes::add);
  }
}
