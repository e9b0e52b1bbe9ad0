package dev.kith.crm.http.kernel;

import dev.kith.crm.application.kernel.Ids;
import io.javalin.http.Context;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of one request: the caller's X-Request-Id or one made here, and its place in a trace
 * after W3C Trace Context. Both are answered, stand in every problem and in the log, and the
 * request id in the audit trail.
 */
public record Exchange(String requestId, String traceId, String spanId, String traceFlags) {

  private static final String ATTRIBUTE = "dev.kith.crm.exchange";
  private static final Ids IDS = Ids.timeOrdered();
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:@/+=-]{1,128}");
  private static final Pattern TRACE_PARENT =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})");

  /** The names of this request, the same whenever they are asked for. */
  public static Exchange of(Context ctx) {
    Exchange known = ctx.attribute(ATTRIBUTE);
    if (known != null) {
      return known;
    }
    Exchange exchange = named(ctx.header("X-Request-Id"), ctx.header("traceparent"));
    ctx.attribute(ATTRIBUTE, exchange);
    return exchange;
  }

  /** Puts the names into the response. */
  void answer(Context ctx) {
    ctx.header("X-Request-Id", requestId);
    ctx.header("traceparent", "00-" + traceId + "-" + spanId + "-" + traceFlags);
  }

  private static Exchange named(@Nullable String givenId, @Nullable String traceParent) {
    UUID made = IDS.next();
    String id =
        givenId != null && REQUEST_ID.matcher(givenId).matches() ? givenId : made.toString();
    // The low half of a time-ordered id is random, which is all that a span id has to be.
    String span = String.format("%016x", made.getLeastSignificantBits());
    Matcher parent = TRACE_PARENT.matcher(traceParent == null ? "" : traceParent);
    return parent.matches()
        ? new Exchange(id, parent.group(1), span, parent.group(2))
        : new Exchange(id, made.toString().replace("-", ""), span, "00");
  }
}
