package dev.kith.crm.http.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the body of a request: its media type, its size, its syntax and its shape. */
final class Bodies {

  private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);
  private static final int LONGEST_DRAINED = 256 * 1024;

  private Bodies() {}

  /**
   * Refuses a body of a kind that the route does not read; a missing one is told by {@link #json}.
   */
  static void requireMediaType(Context ctx, Route.Payload payload) {
    String given = Preconditions.single(ctx, "Content-Type");
    if (given == null) {
      if (payload.required()
          || ctx.req().getContentLengthLong() > 0
          || ctx.header("Transfer-Encoding") != null) {
        throw unsupported("The body needs a Content-Type", payload);
      }
      return;
    }
    List<String> parts = Splitter.on(';').trimResults().splitToList(Ascii.toLowerCase(given));
    if (!payload.mediaTypes().contains(parts.getFirst())) {
      throw unsupported("This Content-Type is not read here", payload);
    }
    for (String parameter : parts.subList(1, parts.size())) {
      if (payload.shape() != null
          && parameter.startsWith("charset=")
          && !parameter.matches("charset=\"?utf-?8\"?")) {
        throw unsupported("JSON comes in UTF-8", payload);
      }
    }
    String encoding = ctx.header("Content-Encoding");
    if (encoding != null && !Ascii.equalsIgnoreCase(encoding, "identity")) {
      throw unsupported("Compressed bodies are not read here", payload);
    }
  }

  /** The body as JSON of the declared shape. */
  static JsonNode json(Context ctx, Call call, Route.Payload payload, Shape shape, long limit)
      throws IOException {
    byte[] bytes = bytes(ctx, limit);
    if (bytes.length == 0 && !payload.required()) {
      return Json.object();
    }
    JsonNode node;
    try {
      node = Json.read(bytes);
    } catch (Json.MalformedException e) {
      throw Problem.of(HttpFault.MALFORMED_JSON, String.valueOf(e.getMessage())).asException();
    }
    List<Violation> violations = ShapeCheck.violations(shape, node);
    if (violations.isEmpty()) {
      return node;
    }
    // Of what is of another kind as a whole, no part is missing.
    boolean whole = violations.getFirst().pointer().isEmpty();
    throw Problem.ofBody(
            whole ? violations : together(violations, payload.more().violations(call, node)))
        .asException();
  }

  static byte[] bytes(Context ctx, long limit) throws IOException {
    if (ctx.req().getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
    byte[] bytes = ctx.req().getInputStream().readNBytes(Math.toIntExact(limit) + 1);
    if (bytes.length > limit) {
      throw tooLarge(limit);
    }
    return bytes;
  }

  /**
   * Reads what is left of a body that is refused, if it is not long: the connection can then be
   * used for further requests, which clients rely on. A form that does not say how long it is may
   * have gigabytes to come.
   */
  static void drain(Context ctx) {
    long announced = ctx.req().getContentLengthLong();
    if (announced > LONGEST_DRAINED || (announced < 0 && ctx.isMultipartFormData())) {
      return;
    }
    try {
      ctx.req().getInputStream().readNBytes(LONGEST_DRAINED);
    } catch (IOException e) {
      LOG.debug("the client went away before its body was read", e);
    }
  }

  static RuntimeException tooLarge(long limit) {
    return tooLargeProblem(limit).asException();
  }

  static Problem tooLargeProblem(long limit) {
    return Problem.of(HttpFault.BODY_TOO_LARGE, "At most " + limit + " bytes are read here.")
        .withFact("limitBytes", limit);
  }

  /** What both say of the same place stands there once. */
  private static List<Violation> together(List<Violation> ofShape, List<Violation> more) {
    Map<String, Violation> all = new LinkedHashMap<>();
    ofShape.forEach(v -> all.putIfAbsent(v.pointer() + " " + v.code(), v));
    List<String> seen = ofShape.stream().map(Violation::pointer).toList();
    more.stream()
        .filter(v -> !seen.contains(v.pointer()))
        .forEach(v -> all.putIfAbsent(v.pointer() + " " + v.code(), v));
    return new ArrayList<>(all.values());
  }

  private static RuntimeException unsupported(String why, Route.Payload payload) {
    return Problem.of(
            HttpFault.UNSUPPORTED_MEDIA_TYPE,
            why + "; possible: " + String.join(", ", payload.mediaTypes()) + ".")
        .withFact("supported", payload.mediaTypes())
        .withHeader("Accept-Post", String.join(", ", payload.mediaTypes()))
        .asException();
  }

  /**
   * Whether the client takes an answer of this kind; a header that cannot be read counts as none.
   */
  static boolean accepts(@Nullable String accept, String mediaType) {
    if (accept == null || accept.isBlank()) {
      return true;
    }
    String family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
    // The most specific range counts, as RFC 9110 has it; only its weight of zero matters here.
    Map<String, Boolean> wanted = new LinkedHashMap<>();
    for (String range :
        Splitter.on(',').trimResults().omitEmptyStrings().split(Ascii.toLowerCase(accept))) {
      List<String> parts = Splitter.on(';').trimResults().splitToList(range);
      boolean refused = parts.stream().skip(1).anyMatch(p -> p.matches("q\\s*=\\s*0(\\.0*)?"));
      wanted.put(parts.getFirst(), !refused);
    }
    for (String range : List.of(mediaType, family, "*/*")) {
      Boolean said = wanted.get(range);
      if (said != null) {
        return said;
      }
    }
    return false;
  }
}
